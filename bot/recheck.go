package bot

import (
	"time"

	"unknot/routines"
)

// recheckRest is for how long the R-items, once answered, are not asked again
// because of much pain.
const recheckRest = 12 * time.Hour

// recheckGroups is how many of the grouped screens hold R-items: the first
// three.
const recheckGroups = 3

// recheck asks the R-items again, because of what was told of the pain
// (clinical specification, section 3.2).
func (t *turn) recheck(before ...Line) {
	t.p.Owed = true
	t.p.Asks = Asks{Group: 1, Recheck: true}
	t.askSafety(before...)
}

// screens is how many grouped screens are on the way.
func (a Asks) screens() int {
	if a.Recheck {
		return recheckGroups
	}
	return groups
}

// rechecked goes on once the R-items are answered: into the rest that waits
// for them, or to what makes sense now.
func (t *turn) rechecked() {
	then := t.p.Asks.Then
	t.p.Asks, t.p.Rechecked, t.p.Owed = Asks{}, t.now, false
	lines := t.screeningLines()
	s := t.p.Session
	switch {
	case t.held():
		t.home(lines...)
	case s != nil && s.Phase == routines.PhaseRecheck:
		notice := t.advance(routines.Move{Kind: routines.MoveGoOn})
		if t.p.Session.Closed() {
			t.closed()
			return
		}
		t.noticeAfter(lines, notice)
	case len(lines) > 0:
		t.home(lines...)
	case then != "":
		t.openRoutine(then)
	default:
		t.home(Line{Say: "screen.thanks"})
	}
}

// severe reports whether a rest ended in so much pain that the R-items are
// asked again.
func (t *turn) severe(r routines.Result) bool {
	return r.End == routines.EndHurt && r.Routine == routines.RestRoutine && r.Before != nil && *r.Before >= routines.SeverePain
}
