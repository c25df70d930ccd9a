package bot

import (
	"slices"
	"strings"
	"time"

	"unknot/routines"
)

// signCase is one way of feeling something in a step, as a button offers it:
// the sign, and how long it took to go where that decides.
type signCase struct {
	code    string // in the button, and in the keys of its words
	feeling routines.Feeling
	more    []string // the codes that are offered next, instead of deciding
	worst   string   // which of them holds when none of them is said to fit
}

// signCases lists what "something else" offers (clinical specification,
// section 3.4). What is not asked reads as the worse.
func signCases() []signCase {
	feel := func(sign routines.Sign, gone time.Duration) routines.Feeling {
		return routines.Feeling{Sign: sign, Gone: gone}
	}
	known := func(gone time.Duration) routines.Feeling {
		return routines.Feeling{Sign: routines.SignDizzy, Known: true, Gone: gone}
	}
	return []signCase{
		{code: "red", feeling: feel(routines.SignRed, 0)},
		{code: "face", more: []string{"facenew", "facecalm", "facework"}, worst: "facenew"},
		{code: "facenew", feeling: feel(routines.SignFace, 0)},
		{code: "facecalm", feeling: routines.Feeling{Sign: routines.SignFace, Aura: true, Calm: true}},
		{code: "facework", feeling: routines.Feeling{Sign: routines.SignFace, Aura: true}},
		{code: "dizzy", more: []string{"dizzysoon", "dizzylong", "dizzynew"}, worst: "dizzynew"},
		{code: "dizzysoon", feeling: known(time.Minute)},
		{code: "dizzylong", feeling: known(5 * time.Minute)},
		{code: "dizzynew", feeling: feel(routines.SignDizzy, 0)},
		{code: "hand", more: []string{"handgone", "handstays"}, worst: "handstays"},
		{code: "handgone", feeling: feel(routines.SignHand, time.Second)},
		{code: "handstays", feeling: feel(routines.SignHand, 0)},
		{code: "limbs", feeling: feel(routines.SignLimbs, 0)},
		{code: "head", more: []string{"headfades", "headstays"}, worst: "headstays"},
		{code: "headfades", feeling: feel(routines.SignHead, 10*time.Second)},
		{code: "headstays", feeling: feel(routines.SignHead, 0)},
		{code: "joint", feeling: feel(routines.SignJoint, 0)},
		{code: "breath", more: []string{"breathgone", "breathstays", "heart", "heartfaint"}, worst: "breathstays"},
		{code: "breathgone", feeling: feel(routines.SignBreath, 2*time.Minute)},
		{code: "breathstays", feeling: routines.Feeling{Sign: routines.SignBreath, Rest: true}},
		{code: "heart", feeling: feel(routines.SignHeart, 0)},
		{code: "heartfaint", feeling: routines.Feeling{Sign: routines.SignHeart, Faint: true}},
		{code: "nausea", feeling: feel(routines.SignNausea, 0)},
		{code: "queasy", more: []string{"queasygone", "queasystays"}, worst: "queasystays"},
		{code: "queasygone", feeling: feel(routines.SignNausea, 30*time.Second)},
		{code: "queasystays", feeling: feel(routines.SignNausea, 0)},
		{code: "zing", more: []string{"zingfirst", "zingagain"}, worst: "zingfirst"},
		{code: "zingfirst", feeling: feel(routines.SignZing, 0)},
		{code: "zingagain", feeling: routines.Feeling{Sign: routines.SignZing, Again: true}},
		{code: "bruise", feeling: feel(routines.SignBruise, 0)},
	}
}

// signsFirst are the cases that are offered at once. In slow breathing a light
// head goes with nausea, and is no dizziness (rows T16 and T17).
func (t *turn) signsFirst() []string {
	nausea := "nausea"
	if step, ok := t.p.Session.Current(); ok && isBreathing(step.Variant) {
		nausea = "queasy"
	}
	return []string{"red", "face", "dizzy", "hand", "limbs", "head", "joint", "breath", nausea, "zing", "bruise"}
}

// isBreathing reports whether a variant is one of slow breathing.
func isBreathing(id routines.VariantID) bool { return strings.HasPrefix(string(id), "STR-01") }

// signPresses offers some cases, and that it is none of them. Of the cases of
// one sign that reads as the worst.
func (t *turn) signPresses(codes []string, worst string) []Press {
	var press []Press
	for _, code := range codes {
		press = append(press, t.signPress("sign."+code, code))
	}
	if worst != "" {
		return append(press, t.signPress("sign.unsure", worst), t.press("press.mistake", routines.MoveGoOn))
	}
	return append(press, t.signPress("sign.none", "none"))
}

func (t *turn) signPress(label, code string) Press {
	s := t.p.Session
	return Press{Label: Line{Say: label}, Tap: Tap{Do: TapSign, Session: s.ID, Ask: s.Ask, Arg: code}.Code()}
}

// showSign asks what is felt, or on about what was told.
func (t *turn) showSign(before []Line) {
	for _, c := range signCases() {
		if doubt := t.p.Session.Doubt; doubt != "" && c.worst == doubt {
			t.ask(append(before, Line{Say: "sign.how." + c.code}), t.signPresses(c.more, c.worst))
			return
		}
	}
	t.ask(append(before, Line{Say: "ask.sign"}), t.signPresses(t.signsFirst(), ""))
}

// caseOf returns a case by its code.
func caseOf(code string) signCase {
	cases := signCases()
	i := slices.IndexFunc(cases, func(c signCase) bool { return c.code == code })
	if i < 0 {
		return cases[0] // the gravest
	}
	return cases[i]
}

// pressedSign takes what is felt in a step.
func (t *turn) pressedSign(tap Tap) {
	s := t.p.Session
	if s == nil || s.ID != tap.Session || s.Ask != tap.Ask || s.Phase != routines.PhaseSign {
		t.stale()
		return
	}
	if tap.Arg == "none" { // the step is left out, and of sharp pain it counts as strong
		t.move(routines.Move{Kind: routines.MoveSkip})
		return
	}
	for _, c := range signCases() {
		if c.code != tap.Arg {
			continue
		}
		t.asksSign(c.code)
		return
	}
	t.stale()
}

// feel lets the stop rules decide, the strictest that fits.
func (t *turn) feel(f routines.Feeling) {
	t.p.Session.Doubt = ""
	step, _ := t.p.Session.Current()
	if e, v, ok := t.Library.Variant(step.Variant); ok {
		f.Step = routines.KindOf(e, v)
	}
	safety, row, ok := t.p.Safety.Feel(t.here(), f)
	if !ok {
		t.move(routines.Move{Kind: routines.MoveLeave})
		return
	}
	t.p.Safety = safety
	if row.Easier {
		t.p.Course.Program.Gentle = t.p.Course.Program.Week > 0
	}
	line := Line{Say: "stoprule." + rowKey(row.ID)}
	switch row.Act {
	case routines.ActAlarm:
		t.hold(AlarmLine(AlarmEmergency))
	case routines.ActAttack:
		t.migraine("")
	case routines.ActEnd:
		t.endFor(row, line)
	case routines.ActLighter, routines.ActMove, routines.ActBreathe, routines.ActGoOn:
		t.advance(routines.Move{Kind: routines.MoveGoOn})
		t.show(line)
	case routines.ActStep:
		t.leave(line, routines.MoveLeave)
	default: // the step, or its spot, is left out
		t.leave(line, routines.MoveSkip)
	}
}

// rowKey is the name of a stop rule in the catalogue.
func rowKey(id routines.StopID) string { return strings.ReplaceAll(string(id), ".", "") }

// endFor ends the session because of a stop rule, and says why.
func (t *turn) endFor(row routines.StopRow, line Line) {
	t.advance(routines.Move{Kind: routines.MoveNoSign})
	t.record()
	if row.Offer {
		t.answer([]Line{line}, commandPress("press.migraine", "migraine"), commandPress("press.week", "progress week"))
		return
	}
	t.home(line)
}

// leave leaves the step out and goes on, if anything is left.
func (t *turn) leave(line Line, as routines.MoveKind) {
	t.advance(routines.Move{Kind: as})
	if t.p.Session.Closed() {
		t.closed()
		return
	}
	t.show(line)
}
