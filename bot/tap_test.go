package bot_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"unknot/bot"
	"unknot/routines"
	"unknot/scheduler"
)

// evening is an occurrence as it stands in the code of a nudge.
func evening() scheduler.Occurrence {
	day, err := scheduler.ParseDate("2026-11-24")
	if err != nil {
		panic(err)
	}
	return scheduler.Occurrence{Day: day, Slot: 18 * 60}
}

// codes are the buttons of every kind and what stands behind them. These texts
// lie in messages that people keep: a change here makes their buttons dead.
func codes() map[string]bot.Tap {
	move := func(m routines.Move) bot.Tap {
		m.Ask = 3
		return bot.Tap{Do: bot.TapMove, Session: 7, Ask: 3, Move: m}
	}
	return map[string]bot.Tap{
		"1|yes|1":                   {Do: bot.TapConsent, Arg: "1"},
		"1|minor|":                  {Do: bot.TapMinor},
		"1|no|":                     {Do: bot.TapDecline},
		"1|do|help":                 {Do: bot.TapCommand, Arg: "help"},
		"1|do|routine S-02":         {Do: bot.TapCommand, Arg: "routine S-02"},
		"1|do|schedule mon 18:00":   {Do: bot.TapCommand, Arg: "schedule mon 18:00"},
		"1|m|7|3|form|full":         move(routines.Move{Kind: routines.MoveForm, Form: routines.Full}),
		"1|m|7|3|form|tiny":         move(routines.Move{Kind: routines.MoveForm, Form: routines.Tiny}),
		"1|m|7|3|score|0":           move(routines.Move{Kind: routines.MoveScore}),
		"1|m|7|3|score|10":          move(routines.Move{Kind: routines.MoveScore, Score: 10}),
		"1|m|7|3|pass|":             move(routines.Move{Kind: routines.MovePass}),
		"1|m|7|3|head|":             move(routines.Move{Kind: routines.MoveHeadache}),
		"1|m|7|3|done|":             move(routines.Move{Kind: routines.MoveDone}),
		"1|m|7|3|skip|":             move(routines.Move{Kind: routines.MoveSkip}),
		"1|m|7|3|easier|":           move(routines.Move{Kind: routines.MoveEasier}),
		"1|m|7|3|hurts|":            move(routines.Move{Kind: routines.MoveHurts}),
		"1|m|7|3|hurt|bit":          move(routines.Move{Kind: routines.MoveHurt, Hurt: routines.HurtBit}),
		"1|m|7|3|hurt|strong":       move(routines.Move{Kind: routines.MoveHurt, Hurt: routines.HurtStrong}),
		"1|m|7|3|hurt|else":         move(routines.Move{Kind: routines.MoveHurt, Hurt: routines.HurtElse}),
		"1|m|7|3|sign|":             move(routines.Move{Kind: routines.MoveSign}),
		"1|m|7|3|nosign|":           move(routines.Move{Kind: routines.MoveNoSign}),
		"1|m|7|3|leave|":            move(routines.Move{Kind: routines.MoveLeave}),
		"1|m|7|3|stop|":             move(routines.Move{Kind: routines.MoveStop}),
		"1|m|7|3|timer|":            move(routines.Move{Kind: routines.MoveTimer}),
		"1|m|7|3|auto|":             move(routines.Move{Kind: routines.MoveAuto}),
		"1|m|7|3|pause|":            move(routines.Move{Kind: routines.MovePause}),
		"1|m|7|3|goon|":             move(routines.Move{Kind: routines.MoveGoOn}),
		"1|m|7|3|show|":             move(routines.Move{Kind: routines.MoveShow}),
		"1|more|7|3":                {Do: bot.TapMore, Session: 7, Ask: 3},
		"1|how|7|3":                 {Do: bot.TapHow, Session: 7, Ask: 3},
		"1|nudge|2026-11-24 18:00|": {Do: bot.TapNudge, Nudge: evening()},
		"1|nudge|2026-11-24 18:00|tiny": {
			Do: bot.TapNudge, Nudge: evening(), Arg: "tiny",
		},
		"1|later|2026-11-24 18:00|":       {Do: bot.TapLater, Nudge: evening()},
		"1|later|2026-11-24 18:00|20 min": {Do: bot.TapLater, Nudge: evening(), Arg: "20 min"},
		"1|later|2026-11-24 18:00|off":    {Do: bot.TapLater, Nudge: evening(), Arg: "off"},
		"1|safe|1 none":                   {Do: bot.TapScreen, Arg: "1 none"},
		"1|safe|R6 graver":                {Do: bot.TapScreen, Arg: "R6 graver"},
		"1|sign|7|3|red":                  {Do: bot.TapSign, Session: 7, Ask: 3, Arg: "red"},
		"1|next|7 10":                     {Do: bot.TapNext, Arg: "7 10"},
		"1|zone|Europe/Berlin":            {Do: bot.TapZone, Arg: "Europe/Berlin"},
		"1|night|":                        {Do: bot.TapNight},
		"1|forget|":                       {Do: bot.TapForget},
	}
}

func TestCodesOfButtons(t *testing.T) {
	for code, tap := range codes() {
		if got := tap.Code(); got != code {
			t.Errorf("%+v has the code %q, want %q", tap, got, code)
		}
		got, ok := bot.ParseTap(code)
		if diff := cmp.Diff(tap, got); !ok || diff != "" {
			t.Errorf("ParseTap(%q) is %v (-want +got):\n%s", code, ok, diff)
		}
	}
}

func TestEveryKindOfButtonIsTried(t *testing.T) {
	tried := map[string]bool{}
	for _, tap := range codes() {
		tried[string(tap.Do)] = true
		tried["move "+string(tap.Move.Kind)] = true
	}
	for name, kind := range constants(t, "tap.go", "TapKind") {
		if !tried[kind] {
			t.Errorf("%s is in no table", name)
		}
	}
	for _, kind := range []routines.MoveKind{
		routines.MoveForm, routines.MoveScore, routines.MovePass, routines.MoveHeadache, routines.MoveDone, routines.MoveSkip,
		routines.MoveEasier, routines.MoveHurts, routines.MoveHurt, routines.MoveSign, routines.MoveNoSign, routines.MoveLeave, routines.MoveStop,
		routines.MoveTimer, routines.MoveAuto, routines.MovePause, routines.MoveGoOn, routines.MoveShow,
	} {
		if !tried["move "+string(kind)] {
			t.Errorf("the move %s is in no table", kind)
		}
	}
}

// refusals are codes that no button of ours has.
func refusals() map[string][]string {
	return map[string][]string{
		"nothing":         {"", "|", "||", "|||", "1", "1|", "1|do", "help", "do|help"},
		"other versions":  {"0|do|help", "2|do|help", "01|do|help", "v1|do|help", " 1|do|help", "1 |do|help", "-1|do|help", "１|do|help"},
		"unknown kinds":   {"1||help", "1|dance|x", "1|DO|help", "1| do|help", "1|do |help", "1|yes1|1", "1|M|7|3|done|", "1|mm|7|3|done|"},
		"fields too many": {"1|do|help|", "1|do|help|me", "1|yes|1|1", "1|minor||", "1|m|7|3|done||", "1|m|7|3|done|x|", "1|more|7|3|", "1|how|7|3|x", "1|sign|7|3|red|", "1|safe|1|none", "1|next|7|10", "1|nudge|2026-11-24 18:00|tiny|", "1|zone|Europe|Berlin", "1|forget||"},
		"fields too few":  {"1|m", "1|m|7", "1|m|7|3", "1|m|7|3|done", "1|more|7", "1|more", "1|sign|7|3", "1|sign|7", "1|safe", "1|next", "1|nudge|2026-11-24 18:00", "1|later|", "1|night", "1|forget"},
		"odd numbers": {
			"1|m|07|3|done|", "1|m|7|03|done|", "1|m|+7|3|done|", "1|m|-7|3|done|", "1|m|0|3|done|", "1|m|7|0|done|", "1|m|7|-3|done|",
			"1|m|7.0|3|done|", "1|m|7e0|3|done|", "1|m|0x7|3|done|", "1|m| 7|3|done|", "1|m|7 |3|done|", "1|m||3|done|", "1|m|7||done|",
			"1|m|٧|3|done|", "1|m|７|3|done|", "1|m|99999999999999999999|3|done|", "1|m|7|3|score|04", "1|m|7|3|score|+4",
			"1|m|7|3|score|", "1|m|7|3|score|x", "1|m|7|3|score|4.0", "1|m|7|3|score| 4", "1|more|07|3", "1|how|7|03", "1|more|0|3", "1|how|7|x", "1|sign|07|3|red", "1|sign|7|0|red", "1|sign|x|3|red",
		},
		"values where none belong": {"1|m|7|3|done|4", "1|m|7|3|stop|now", "1|m|7|3|pass| ", "1|m|7|3|head|x", "1|m|7|3|leave|x", "1|minor|x", "1|no|x", "1|night|x", "1|forget|x"},
		"moves nobody presses":     {"1|m|7|3|alarm|", "1|m|7|3|tick|", "1|m|7|3|dance|", "1|m|7|3||", "1|m|7|3|DONE|"},
		"values that no button has": {
			"1|m|7|3|score|11", "1|m|7|3|score|-1", "1|m|7|3|score|100", "1|m|7|3|form|", "1|m|7|3|form|huge", "1|m|7|3|form|Full", "1|m|7|3|hurt|",
			"1|m|7|3|hurt|never", "1|nudge|2026-11-24 18:00|huge", "1|nudge|2026-11-24 18:00|off", "1|later|2026-11-24 18:00|whenever",
			"1|later|2026-11-24 18:00|0 min", "1|later|2026-11-24 18:00|8 days", "1|later|2026-11-24 18:00|OFF",
		},
		"nothing where something belongs": {"1|do|", "1|yes|", "1|zone|", "1|nudge||full", "1|nudge||", "1|later||", "1|later||off"},
		"odd times": {
			"1|nudge|2026-11-24|tiny", "1|nudge|18:00|tiny", "1|nudge|2026-11-24 18:00:00|tiny", "1|nudge|2026-11-24  18:00|tiny",
			"1|nudge|2026-11-24 24:00|", "1|nudge|2026-11-31 18:00|", "1|nudge|2026-11-24 1:00|", "1|nudge|2026-11-24 18:0x|",
			"1|later|yesterday|20 min", "1|later|2026-11-24T18:00|off", "1|nudge| 2026-11-24 18:00|", "1|nudge|26-11-24 18:00|",
		},
		"spaces and signs": {"1|do|help\x00|", "\x001|do|help", "1|m|7|3|done|\n", "1|more|7|3\n", "\n1|do|help", "1|m|7|3|dоne|x"},
		"too long":         {"1|do|" + strings.Repeat("x", 60), "1|zone|" + strings.Repeat("é", 29), "1|yes|" + strings.Repeat("1", 1000)},
	}
}

func TestRefusedCodes(t *testing.T) {
	for name, list := range refusals() {
		t.Run(name, func(t *testing.T) {
			for _, code := range list {
				if tap, ok := bot.ParseTap(code); ok {
					t.Errorf("ParseTap(%q) = %+v", code, tap)
				} else if tap != (bot.Tap{}) {
					t.Errorf("ParseTap(%q) refuses and returns %+v", code, tap)
				}
			}
		})
	}
}

func TestTheLongestCode(t *testing.T) {
	for n, want := range map[int]bool{64: true, 65: false} {
		code := "1|do|" + strings.Repeat("x", n-len("1|do|"))
		if _, ok := bot.ParseTap(code); ok != want {
			t.Errorf("a code of %d bytes: %v, want %v", n, ok, want)
		}
	}
}

// A press that no button of ours has is answered kindly, and does nothing: not
// even the words change between one such code and the next.
func TestRefusedCodesDoNothing(t *testing.T) {
	for where, k := range map[string]*talk{
		"home":            known(t),
		"an open card":    known(t).say("routine S-01"),
		"a step":          known(t).say("routine S-01", "full", "2"),
		"a safety screen": stranger(t).tap(bot.Tap{Do: bot.TapConsent, Arg: "1"}),
		"a safety item":   stranger(t).tap(bot.Tap{Do: bot.TapConsent, Arg: "1"}).tap(bot.Tap{Do: bot.TapScreen, Arg: "1 some"}),
		"a sign":          known(t).say("routine S-01", "full", "2", "hurts").press("press.hurt.else"),
		"a hold":          known(t).say("I have chest pain"),
		"an attack":       known(t).say("migraine"),
	} {
		before := k.p
		first := k.happens(bot.Event{Kind: bot.EventTap, Tap: ""}).keys()
		for name, list := range refusals() {
			for _, code := range list {
				k.p = before
				if got := k.happens(bot.Event{Kind: bot.EventTap, Tap: code}).keys(); !cmp.Equal(got, first) {
					t.Fatalf("%s: %s, %q says %v, want %v", where, name, code, got, first)
				}
				if diff := cmp.Diff(essence(before), essence(k.p)); diff != "" {
					t.Fatalf("%s: %s, %q changed (-before +after):\n%s", where, name, code, diff)
				}
			}
		}
	}
}

// essence is a document without what every event leaves in it.
func essence(p bot.Person) bot.Person {
	p.Outbox, p.Effects, p.Seen, p.Shown = nil, 0, nil, bot.Shown{}
	return p
}

// A stranger who presses whatever it is gets nothing but words.
func TestStrangersPressAnything(t *testing.T) {
	for code, tap := range codes() {
		if tap.Do == bot.TapConsent {
			continue
		}
		k := stranger(t).tap(tap)
		if k.p.Known() || len(k.out) == 0 || k.last.Erase {
			t.Errorf("%q: known %v, said %v, erases %v", code, k.p.Known(), k.keys(), k.last.Erase)
		}
	}
	for _, version := range []string{"0", "2", "", "x"} {
		k := stranger(t).tap(bot.Tap{Do: bot.TapConsent, Arg: version})
		if k.p.Known() {
			t.Errorf("agreeing to text %q is taken for agreeing to ours", version)
		}
	}
}

// An answer to an old question, or to another session, does nothing.
func TestOldAnswersDoNothing(t *testing.T) {
	k := known(t).say("routine S-01", "full", "2", "done")
	s := k.p.Session
	for _, at := range [][2]int{{s.ID, s.Ask - 1}, {s.ID, s.Ask + 1}, {s.ID + 1, s.Ask}, {s.ID - 1, s.Ask}, {99999, 99999}} {
		for _, kind := range []routines.MoveKind{routines.MoveDone, routines.MoveStop, routines.MoveHurts, routines.MoveSkip, routines.MoveShow} {
			before := k.p
			k.tap(bot.Tap{Do: bot.TapMove, Session: at[0], Ask: at[1], Move: routines.Move{Kind: kind, Ask: at[1]}})
			if diff := cmp.Diff(essence(before), essence(k.p)); diff != "" {
				t.Errorf("%s at %v of %d, %d (-before +after):\n%s", kind, at, s.ID, s.Ask, diff)
			}
			if first := k.keys()[0]; first != "session.stale" {
				t.Errorf("%s at %v says %s", kind, at, first)
			}
		}
	}
}

// Two presses of one button are one answer, though they are two events.
func TestAButtonPressedTwice(t *testing.T) {
	k := known(t).say("routine S-01", "full", "2")
	done := bot.Tap{Do: bot.TapMove, Session: k.p.Session.ID, Ask: k.p.Session.Ask, Move: routines.Move{Kind: routines.MoveDone, Ask: k.p.Session.Ask}}
	k.tap(done)
	if k.p.Session.At != 1 {
		t.Fatalf("the first press led to step %d", k.p.Session.At)
	}
	if k.tap(done); k.p.Session.At != 1 {
		t.Errorf("the second press led to step %d", k.p.Session.At)
	}
	k.wants("session.stale", "step.full")
}

func FuzzParseTap(f *testing.F) {
	for code := range codes() {
		f.Add(code)
	}
	for _, list := range refusals() {
		for _, code := range list {
			f.Add(code)
		}
	}
	f.Fuzz(func(t *testing.T, code string) {
		tap, ok := bot.ParseTap(code)
		switch {
		case !ok && tap != (bot.Tap{}):
			t.Errorf("ParseTap(%q) refuses and returns %+v", code, tap)
		case ok && tap.Code() != code:
			t.Errorf("ParseTap(%q) is the tap of %q", code, tap.Code())
		case ok && len(code) > 64:
			t.Errorf("a code of %d bytes", len(code))
		case ok && (tap.Move.Kind == routines.MoveAlarm || tap.Move.Kind == routines.MoveTick):
			t.Errorf("ParseTap(%q) is a move that nobody presses", code)
		case ok && tap.Do == bot.TapMove && (tap.Session < 1 || tap.Ask < 1 || tap.Move.Ask != tap.Ask):
			t.Errorf("ParseTap(%q) = %+v", code, tap)
		}
	})
}

// Pressing whatever code parses never panics, wherever somebody is.
func FuzzPress(f *testing.F) {
	for code := range codes() {
		f.Add(code, 0)
		f.Add(code, 3)
	}
	scenes := []*talk{
		stranger(f), known(f), known(f).say("routine S-01"), known(f).say("routine S-01", "full"),
		known(f).say("routine S-01", "full", "2"), known(f).say("routine S-01", "full", "2", "hurts"),
		known(f).say("routine S-01", "tiny", "2", "done", "done"), known(f).say("migraine"), known(f).say("I have chest pain"),
		stranger(f).tap(bot.Tap{Do: bot.TapConsent, Arg: "1"}), known(f).say("something new").tap(bot.Tap{Do: bot.TapScreen, Arg: "1 some"}),
		known(f).say("routine S-01", "full", "2", "hurts").press("press.hurt.else"),
		known(f).say("schedule mon 18:00"), known(f).say("schedule 23:00"),
	}
	f.Fuzz(func(t *testing.T, code string, scene int) {
		k := scenes[((scene%len(scenes))+len(scenes))%len(scenes)]
		e := bot.Event{ID: "fuzz", Kind: bot.EventTap, Tap: code, Platform: "console", Chat: "me"}
		was := k.p.Effects
		d := k.d.Decide(k.p, e, k.now)
		for _, effect := range d.Person.Outbox {
			for _, p := range effect.Press {
				checkPress(t, p)
			}
		}
		if d.Person.Effects == was && !d.Erase {
			t.Errorf("%q is not answered at all", code)
		}
	})
}

// checkPress fails unless the code of a button comes back as itself.
func checkPress(t interface {
	Errorf(format string, args ...any)
}, p bot.Press) {
	tap, ok := bot.ParseTap(p.Tap)
	if !ok || tap.Code() != p.Tap || len(p.Tap) > 64 {
		t.Errorf("the button %s has the code %q of %d bytes: %v", p.Label.Say, p.Tap, len(p.Tap), ok)
	}
}

func ExampleTap_Code() {
	tap := bot.Tap{Do: bot.TapCommand, Arg: "routine S-02"}
	fmt.Println(tap.Code())
	again, ok := bot.ParseTap("1|do|routine S-02")
	fmt.Println(again == tap, ok)
	// Output:
	// 1|do|routine S-02
	// true true
}
