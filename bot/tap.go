package bot

import (
	"slices"
	"strconv"
	"strings"

	"unknot/routines"
	"unknot/scheduler"
)

// maxTap is the longest code of a button in bytes, the least that a platform
// we know of takes.
const maxTap = 64

// tapVersion is the first field of every code. Codes of other versions are
// answered like those of an old message.
const tapVersion = "1"

// Tap is what a button means. Exactly one of its parts is filled, the one
// that Do names.
type Tap struct {
	Do      TapKind
	Session int                  // TapMove, TapMore, TapHow: which session
	Ask     int                  // and which of its questions
	Move    routines.Move        // TapMove; its Ask is the Ask above
	Nudge   scheduler.Occurrence // TapNudge, TapLater: which nudge
	Arg     string               // what the other kinds need
}

// TapKind is what a button does.
type TapKind string

// The kinds of buttons. Their names are part of the codes of messages that
// people keep: never reuse one.
const (
	TapConsent TapKind = "yes"    // Arg: version of the text
	TapMinor   TapKind = "minor"  // under 18
	TapDecline TapKind = "no"     // does not agree
	TapCommand TapKind = "do"     // Arg: a command as it would be typed
	TapMove    TapKind = "m"      // a move in a session
	TapMore    TapKind = "more"   // the other choices of a step
	TapHow     TapKind = "how"    // the whole text of a step
	TapNudge   TapKind = "nudge"  // Arg: a form, to begin with
	TapLater   TapKind = "later"  // Arg: how long, empty to choose, or "off" for not today
	TapScreen  TapKind = "safe"   // Arg: a safety question and the answer to it
	TapSign    TapKind = "sign"   // Arg: what is felt in a step, and how
	TapNext    TapKind = "next"   // Arg: pain the morning after a session, 0 to 10
	TapZone    TapKind = "zone"   // Arg: IANA name
	TapNight   TapKind = "night"  // the offered schedule, inside quiet hours too
	TapForget  TapKind = "forget" // erase everything
)

// Code returns the text behind the button: its version, its kind and its
// values, separated by "|".
func (t Tap) Code() string {
	fields := []string{tapVersion, string(t.Do)}
	switch t.Do {
	case TapMove:
		fields = append(fields, strconv.Itoa(t.Session), strconv.Itoa(t.Ask), string(t.Move.Kind), moveValue(t.Move))
	case TapMore, TapHow:
		fields = append(fields, strconv.Itoa(t.Session), strconv.Itoa(t.Ask))
	case TapSign:
		fields = append(fields, strconv.Itoa(t.Session), strconv.Itoa(t.Ask), t.Arg)
	case TapNudge, TapLater:
		fields = append(fields, t.Nudge.String(), t.Arg)
	default:
		fields = append(fields, t.Arg)
	}
	return strings.Join(fields, "|")
}

func moveValue(m routines.Move) string {
	switch m.Kind {
	case routines.MoveForm:
		return string(m.Form)
	case routines.MoveScore:
		return strconv.Itoa(m.Score)
	case routines.MoveHurt:
		return string(m.Hurt)
	case routines.MoveAche:
		return string(m.Ache)
	default:
		return ""
	}
}

// ParseTap reads the code of a button. It is false for anything that no
// button of ours has, whoever made it up.
func ParseTap(code string) (Tap, bool) {
	fields := strings.Split(code, "|")
	if len(code) > maxTap || len(fields) < 3 || fields[0] != tapVersion {
		return Tap{}, false
	}
	t, ok := parseTapFields(TapKind(fields[1]), fields[2:])
	// A code has one form only: what would be written otherwise is no code.
	if !ok || t.Code() != code {
		return Tap{}, false
	}
	return t, true
}

func parseTapFields(do TapKind, values []string) (Tap, bool) {
	t := Tap{Do: do}
	switch do {
	case TapMove:
		return parseMove(t, values)
	case TapMore, TapHow:
		return t.at(values)
	case TapSign:
		return t.signAt(values)
	case TapNudge, TapLater:
		if len(values) != 2 || t.Nudge.UnmarshalText([]byte(values[0])) != nil {
			return Tap{}, false
		}
		t.Arg = values[1]
		return t, !t.Nudge.IsZero() && t.argFits()
	case TapConsent, TapMinor, TapDecline, TapCommand, TapScreen, TapNext, TapZone, TapNight, TapForget:
		t.Arg = values[0]
		return t, len(values) == 1 && t.argFits()
	default:
		return Tap{}, false
	}
}

// argFits reports whether a button of its kind has such an Arg.
func (t Tap) argFits() bool {
	switch t.Do {
	case TapNudge:
		return t.Arg == "" || isForm(routines.Form(t.Arg))
	case TapLater:
		_, known := scheduler.ParseAfter(t.Arg)
		return known || slices.Contains([]string{"", "off", thisEvening, tomorrow}, t.Arg)
	case TapConsent, TapCommand, TapZone, TapScreen, TapNext:
		return t.Arg != ""
	default:
		return t.Arg == ""
	}
}

func isForm(f routines.Form) bool {
	return slices.Contains(routines.Forms(), f) || f == routines.OneItem
}

// at reads the session and the question that a button belongs to.
func (t Tap) at(values []string) (Tap, bool) {
	if len(values) < 2 {
		return Tap{}, false
	}
	var errs [2]error
	t.Session, errs[0] = strconv.Atoi(values[0])
	t.Ask, errs[1] = strconv.Atoi(values[1])
	return t, errs[0] == nil && errs[1] == nil && t.Session > 0 && t.Ask > 0
}

func (t Tap) signAt(values []string) (Tap, bool) {
	t, ok := t.at(values)
	if !ok || len(values) != 3 {
		return Tap{}, false
	}
	t.Arg = values[2]
	return t, true
}

func parseMove(t Tap, values []string) (Tap, bool) {
	t, ok := t.at(values)
	if !ok || len(values) != 4 {
		return Tap{}, false
	}
	t.Move = routines.Move{Kind: routines.MoveKind(values[2]), Ask: t.Ask}
	return t, readValue(&t.Move, values[3])
}

// readValue reads what belongs to a move. It is false for a value that no
// button has, and for a move that nobody presses.
func readValue(m *routines.Move, value string) bool {
	switch m.Kind {
	case routines.MoveForm:
		m.Form = routines.Form(value)
		return isForm(m.Form)
	case routines.MoveHurt:
		m.Hurt = routines.Hurt(value)
		return m.Hurt == routines.HurtBit || m.Hurt == routines.HurtStrong || m.Hurt == routines.HurtSharp || m.Hurt == routines.HurtElse
	case routines.MoveAche:
		m.Ache = routines.Ache(value)
		return slices.Contains(routines.Aches(), m.Ache)
	case routines.MoveScore:
		n, err := strconv.Atoi(value)
		m.Score = n
		return err == nil && n >= 0 && n <= 10
	case routines.MovePass, routines.MoveHeadache, routines.MoveDone, routines.MoveSkip, routines.MoveEasier, routines.MoveHurts,
		routines.MoveSign, routines.MoveNoSign, routines.MoveLeave, routines.MoveUnable, routines.MoveStop, routines.MoveTimer, routines.MoveAuto,
		routines.MovePause, routines.MoveGoOn, routines.MoveShow:
		return value == ""
	default:
		return false
	}
}

// move, command and the others below build the buttons that flows offer.

func movePress(label string, s routines.Session, m routines.Move) Press {
	m.Ask = s.Ask
	return Press{Label: Line{Say: label}, Tap: Tap{Do: TapMove, Session: s.ID, Ask: s.Ask, Move: m}.Code()}
}

func commandPress(label, command string) Press {
	return Press{Label: Line{Say: label}, Tap: Tap{Do: TapCommand, Arg: command}.Code()}
}
