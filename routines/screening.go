package routines

import (
	"slices"
	"time"
)

// Said is an answer to an item of the screening.
type Said string

// The answers. The first "not sure" shows the item once more in simpler words;
// the second counts as yes.
const (
	Yes    Said = "yes"
	No     Said = "no"
	Unsure Said = "unsure"
)

// Answer is one answer to an item: codes and dates, and nothing else.
type Answer struct {
	Item    ItemID    `json:"item"`
	Said    Said      `json:"said"`
	At      time.Time `json:"at"`
	Graver  bool      `json:"graver,omitempty"`  // the graver case that the item names
	Mistake bool      `json:"mistake,omitempty"` // asked again after "I tapped by mistake"
	Since   time.Time `json:"since,omitzero"`    // when it began, where the item counts from there; zero: not known
	Cleared time.Time `json:"cleared,omitzero"`  // when the person ticked that it is cleared
}

// ScreeningVersion is the version of the questions. Answers to another one are
// asked again in full.
const ScreeningVersion = 1

// Screening is what somebody answered, and what follows from it. Its methods
// never change it. The zero Screening is somebody who was not asked yet.
type Screening struct {
	Version int       `json:"version,omitempty"`
	At      time.Time `json:"at,omitzero"`       // when the full set was answered last
	Short   time.Time `json:"short,omitzero"`    // since when the one question is due before its time
	Answers []Answer  `json:"answers,omitempty"` // in the order they were given; none is ever taken away
}

// Record adds an answer.
func (s Screening) Record(a Answer) Screening {
	s.Answers = append(slices.Clone(s.Answers), a)
	return s
}

// None records "none of these" for a grouped screen. Only what was answered
// otherwise before needs a new answer.
func (s Screening) None(screen int, at time.Time) Screening {
	for _, item := range Screen(screen) {
		if st := s.standing(item); st.yes || st.open {
			s = s.Record(Answer{Item: item.ID, Said: No, At: at})
		}
	}
	return s
}

// Finish notes that the full set has been answered.
func (s Screening) Finish(at time.Time) Screening {
	s.Version, s.At = ScreeningVersion, at
	return s
}

// Clear notes that a clinician has looked: over says that what the item asks
// about is over, as the button under the emergency text does. It is false, and
// changes nothing, when there is nothing that this tick could open.
func (s Screening) Clear(id ItemID, over bool, at time.Time) (Screening, bool) {
	item, ok := ItemOf(id)
	st := s.standing(item)
	opens := item.Opens == OpensTick || item.Opens == OpensOver && over
	if !ok || !st.yes || st.open || !opens || at.Before(st.answer.At) {
		return s, false
	}
	s.Answers = slices.Clone(s.Answers)
	s.Answers[st.index].Cleared = at
	return s, true
}

// standing is what all answers to an item come to.
type standing struct {
	yes    bool
	open   bool // "not sure" once: shown once more
	index  int  // of the answer that says yes
	answer Answer
}

// standing goes through the answers to an item. A plain no changes the answer
// to a Y-item; an R-item that is not cleared holds until "I tapped by
// mistake", for what was there last month still wants a doctor.
func (s Screening) standing(item Item) standing {
	var st standing
	for i, a := range s.Answers {
		if a.Item != item.ID {
			continue
		}
		held := st.yes && !st.cleared()
		switch {
		case a.Said == No && item.Red() && held && !a.Mistake:
		case a.Said == No:
			st = standing{}
		case a.Said == Unsure && held:
		case a.Said == Unsure && !st.open:
			st.open = true
		default:
			st = standing{yes: true, index: i, answer: a}
		}
	}
	return st
}

// cleared reports whether a tick ever opened the yes.
func (st standing) cleared() bool {
	return !st.answer.Cleared.IsZero() && !st.answer.Cleared.Before(st.answer.At)
}

// Renewal is how long a clearance by a clinician, a doctor or a surgeon holds
// before it is asked for again (clinical specification, section 3.1).
const Renewal = 90 * 24 * time.Hour

// renews reports whether the clearance of an item is asked for again.
func (i Item) renews() bool {
	return i.Level == LevelClinician || i.Level == LevelDoctor || i.Level == LevelSurgeon
}

// lapsed reports whether a clearance was given too long ago.
func (st standing) lapsed(item Item, now time.Time) bool {
	return st.cleared() && item.renews() && !now.Before(st.answer.Cleared.Add(Renewal))
}

// opened reports whether a yes no longer holds its blocks: it is cleared, or
// their time is over.
func (st standing) opened(item Item, now time.Time) bool {
	switch {
	case st.cleared() && !st.lapsed(item, now):
		return true
	case item.Today:
		return !now.Before(dayAfter(st.answer.At, now.Location()))
	default:
		return item.For > 0 && !now.Before(st.answer.since().Add(item.For))
	}
}

// since returns when what the answer tells began. Where that is not known, it
// counts from the answer: then it holds for longer, never for less.
func (a Answer) since() time.Time {
	if a.Since.IsZero() || a.Since.After(a.At) {
		return a.At
	}
	return a.Since
}

// begun reports whether a yes holds already. Without a known beginning it
// does.
func (st standing) begun(item Item, now time.Time) bool {
	return item.From == 0 || st.answer.Since.IsZero() || !now.Before(st.answer.since().Add(item.From))
}

// dayTurn is the hour at which a day of sessions turns, in the person's own
// zone (clinical specification, section 2.2).
const dayTurn = 4

// dayAfter returns when the session day of a moment is over.
func dayAfter(t time.Time, loc *time.Location) time.Time {
	t = t.In(loc)
	turn := time.Date(t.Year(), t.Month(), t.Day(), dayTurn, 0, 0, 0, loc)
	if turn.After(t) {
		return turn
	}
	return time.Date(t.Year(), t.Month(), t.Day()+1, dayTurn, 0, 0, 0, loc)
}

// blocks returns what the answers to an item switch off. Whoever still has to
// say whether it is a yes does nothing that a yes would forbid.
func (st standing) blocks(item Item, now time.Time) []Block {
	switch {
	case st.open:
		return item.Blocks
	case !st.yes || !st.begun(item, now):
		return nil
	case !st.opened(item, now):
		return item.Blocks
	default:
		return item.After
	}
}

// Blocks returns everything that the answers switch off, in the person's zone
// as now carries it: blocks add up.
func (s Screening) Blocks(now time.Time) Blocks {
	var blocks []Block
	for _, item := range s.answered() {
		blocks = append(blocks, s.standing(item).blocks(item, now)...)
	}
	if s.news() {
		blocks = append(blocks, BlockMove)
	}
	for _, limit := range s.Limits(now) {
		blocks = append(blocks, limit.blocks()...)
	}
	return NewBlocks(blocks...)
}

// answered lists the items that have an answer, in the order of the table.
// "Anything new" is none of them: it asks for the full set.
func (s Screening) answered() []Item {
	if len(s.Answers) == 0 {
		return nil
	}
	return slices.DeleteFunc(append(Items(), underAge()), func(i Item) bool {
		return !slices.ContainsFunc(s.Answers, func(a Answer) bool { return a.Item == i.ID })
	})
}

// Limits returns the limits that the answers impose, in the order of Limits.
func (s Screening) Limits(now time.Time) []Limit {
	var all []Limit
	for _, item := range s.answered() {
		if s.standing(item).limits(item, now) {
			all = append(all, item.Limits...)
		}
	}
	return slices.DeleteFunc(Limits(), func(l Limit) bool { return !slices.Contains(all, l) })
}

func (st standing) limits(item Item, now time.Time) bool {
	if !st.yes {
		return st.open
	}
	over := item.Bound > 0 && !now.Before(st.answer.since().Add(item.Bound))
	return st.begun(item, now) && !over
}

// Emergency lists the items that hold everything as an emergency. The hold
// never ends by time: only by clearance, or by an answer that was a mistake.
// Migraine mode never replaces it.
func (s Screening) Emergency() []ItemID { return s.holding(LevelEmergency, LevelDepartment) }

// Urgent lists the items that ask for a doctor the same day or within days;
// Level tells which.
func (s Screening) Urgent() []ItemID { return s.holding(LevelToday, LevelDays) }

// Level returns what an item asks for after the answers to it: the graver case
// counts where it was named.
func (s Screening) Level(id ItemID) Level {
	item, _ := ItemOf(id)
	st := s.standing(item)
	switch {
	case !st.yes:
		return LevelNone
	case st.answer.Graver && item.Graver != LevelNone:
		return item.Graver
	default:
		return item.Level
	}
}

// holding lists the items with a yes at some levels that was never cleared.
func (s Screening) holding(levels ...Level) []ItemID {
	return s.items(func(item Item, st standing) bool {
		return st.yes && !st.cleared() && slices.Contains(levels, s.Level(item.ID))
	})
}

// items lists the items whose answers come to something.
func (s Screening) items(want func(Item, standing) bool) []ItemID {
	var ids []ItemID
	for _, item := range s.answered() {
		if want(item, s.standing(item)) {
			ids = append(ids, item.ID)
		}
	}
	return ids
}

// AskAgain lists the items that were answered "not sure" once: they are shown
// once more, in simpler words.
func (s Screening) AskAgain() []ItemID {
	return s.items(func(_ Item, st standing) bool { return st.open })
}

// Lapsed lists the items whose clearance is asked for again. Until it is given
// their blocks hold as before it.
func (s Screening) Lapsed(now time.Time) []ItemID {
	return s.items(func(item Item, st standing) bool { return st.yes && st.lapsed(item, now) })
}
