package bot

import (
	"strconv"
	"strings"

	"unknot/routines"
)

// consentText is the version of the text that people agree to. Raise it when
// what they agree to changes.
const consentText = 1

// firstRoutine is what somebody is led into straight after agreeing: short,
// seated, and without any pressure or stretch at the end of range.
const firstRoutine = "S-01"

// stranger decides an event of somebody who has not agreed yet. Nothing of it
// is stored: the button itself carries the state.
func (t *turn) stranger() {
	if t.e.Kind == EventText && t.alarmed() {
		return
	}
	tap, _ := ParseTap(t.e.Tap)
	switch {
	case t.e.Kind == EventTap && tap.Do == TapConsent && consentVersion(tap) == strconv.Itoa(consentText):
		t.agreed(tap)
	case t.e.Kind == EventTap && tap.Do == TapMinor:
		t.answer([]Line{{Say: "scope.minor"}})
	case t.e.Kind == EventTap && tap.Do == TapDecline:
		t.answer([]Line{{Say: "scope.declined"}})
	case t.e.Kind == EventTap && tap.Do == TapCommand, t.e.Kind == EventText:
		t.strangerAsks(tap)
	case t.e.Kind == EventAside:
		t.aside()
	case t.e.Kind == EventOpen, t.e.Kind == EventTap:
		t.scope()
	case t.e.Told == ToldJoined:
		t.joined()
	}
}

// strangerAsks answers the little that needs no memory; for everything else
// the person is asked to agree first.
func (t *turn) strangerAsks(tap Tap) {
	said := t.Reader.Understand(t.e.Text)
	if t.e.Kind == EventTap {
		said = t.Reader.Understand(tap.Arg)
	}
	switch said.Verb {
	case VerbSafety:
		t.safetyText()
	case VerbPrivacy:
		t.answer([]Line{{Say: "privacy.text"}}, t.scopePresses()...)
	case VerbStop, VerbCancel:
		t.answer([]Line{{Say: "scope.declined"}})
	default:
		t.scope()
	}
}

// scope says what the bot is, and asks.
func (t *turn) scope(before ...Line) {
	t.answer(append(before, Line{Say: "scope.text"}), t.scopePresses()...)
}

// scopePresses are the answers to it. The routine that a link led to goes along
// in the button, as nothing is stored yet.
func (t *turn) scopePresses() []Press {
	agree := strconv.Itoa(consentText)
	if id, asked := t.linkedRoutine(); asked {
		agree += " " + string(id)
	}
	return []Press{
		{Label: Line{Say: "press.agree"}, Tap: Tap{Do: TapConsent, Arg: agree}.Code()},
		{Label: Line{Say: "press.minor"}, Tap: Tap{Do: TapMinor}.Code()},
		{Label: Line{Say: "press.decline"}, Tap: Tap{Do: TapDecline}.Code()},
		commandPress("press.safety", "safety"),
	}
}

// consentVersion returns which text a button agrees to.
func consentVersion(tap Tap) string {
	version, _, _ := strings.Cut(tap.Arg, " ")
	return version
}

// agreed begins to remember the person and leads them into a first routine: the
// one a link named, if it is there.
func (t *turn) agreed(tap Tap) {
	t.p.Consent = Consent{At: t.now, Text: consentText}
	t.p.see(t.e.ID)
	t.meet()
	t.p.Course.Program = routines.Start(false)
	t.p.Asks = Asks{Group: 1, Then: firstRoutine}
	if _, linked, _ := strings.Cut(tap.Arg, " "); linked != "" {
		if r, ok := t.Library.Routine(routines.RoutineID(linked)); ok {
			t.p.Asks.Then = r.ID
		}
	}
	t.askSafety(Line{Say: "scope.agreed"})
}

// minor is said by somebody who agreed all the same: everything is off.
func (t *turn) minor() {
	t.p.Safety.Screening = t.p.Safety.Screening.Record(routines.Answer{Item: routines.UnderAge, Said: routines.Yes, At: t.now})
	t.closeSession()
	t.p.Asks, t.p.Plan = Asks{}, Plan{}
	t.hush()
	t.answer([]Line{{Say: "scope.minorknown"}}, commandPress("press.forget", "forget"))
}

// mayForget asks before everything is erased.
func (t *turn) mayForget() {
	lines := []Line{{Say: "forget.ask"}}
	if len(t.p.Accounts) > 0 {
		lines = append(lines, Line{Say: "forget.linked"})
	}
	t.answer(lines, Press{Label: Line{Say: "press.erase"}, Tap: Tap{Do: TapForget}.Code()}, commandPress("press.keep", "help"))
}

// forget erases everything. The goodbye is sent and forgotten.
func (t *turn) forget() {
	t.p.Outbox = nil
	t.leaveCircles()
	t.answer([]Line{{Say: "forget.done"}})
	t.erase = true
}
