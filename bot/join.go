package bot

import (
	"bytes"
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"time"

	"unknot/routines"
	"unknot/scheduler"
)

// Joining is what one account brings into another.
type Joining struct {
	Person  Person   // the account that is to become a part
	Records []Record // its history, in order
	Own     []Record // that of the account which takes it in
}

// Join decides that another account becomes a part of this one: its history
// goes over, what it alone was told is taken over, and whatever keeps somebody
// from an exercise in either holds in both. Like Decide it is pure, and the
// same event again changes nothing; asked once more by a new event, it takes
// over what came since.
func (d Decider) Join(p Person, e Event, with Joining, now time.Time) Decision {
	t := &turn{Decider: d, p: p.clone(), e: e, now: now, began: p.Effects}
	switch {
	case t.p.saw(e.ID):
		return Decision{Person: t.p}
	case t.p.Link.Told, e.From == e.Doc, !t.p.has(e.From) && len(t.p.Accounts) >= mostAccounts:
		t.p.see(e.ID)
		t.put(Effect{Kind: KindTell, Tell: &Tell{Doc: e.From, Told: ToldRefused}})
	default:
		t.p.see(e.ID)
		t.takeIn(with)
	}
	return Decision{Person: t.p, Records: t.records}
}

// has reports whether an account is one of this person's.
func (p Person) has(doc DocID) bool {
	return slices.ContainsFunc(p.Accounts, func(a Account) bool { return a.Doc == doc })
}

// takeIn takes another account in, and tells both.
func (t *turn) takeIn(with Joining) {
	longer := len(with.Records) > len(with.Own)
	for _, r := range with.Records {
		t.takeOver(r, with.Own)
	}
	other := with.Person
	t.takeDays(other.Days)
	t.takeSafety(other)
	t.takeCourse(other, longer)
	t.takeWishes(other)
	if len(t.p.Accounts) == 0 {
		t.p.Accounts = []Account{{Doc: t.e.Doc, Platform: t.p.Platform, Chat: t.p.Chat}}
	}
	if !t.p.has(t.e.From) {
		t.p.Accounts = append(slices.Clone(t.p.Accounts), Account{Doc: t.e.From, Platform: other.Platform, Chat: other.Chat})
	}
	t.p.Platform, t.p.Chat, t.p.Shown, t.p.Gone = other.Platform, other.Chat, Shown{}, false // they are there now
	t.answer([]Line{{Say: "link.joined"}})
	t.put(Effect{Kind: KindTell, Tell: &Tell{Doc: t.e.From, Told: ToldJoined}})
}

// takeOver takes over one record, unless it is here already. Two sessions that
// began in the same millisecond stand beside each other.
func (t *turn) takeOver(r Record, own []Record) {
	taken := append(slices.Clone(own), t.records...)
	for {
		i, found := slices.BinarySearchFunc(taken, r.Position, func(r Record, at Position) int { return cmp.Compare(r.Position, at) })
		if !found {
			break
		}
		if bytes.Equal(taken[i].Data, r.Data) {
			return
		}
		r.Position++
	}
	t.records = append(t.records, r)
	t.p.Recorded = max(t.p.Recorded, r.Position)
	var kept SessionRecord
	if json.Unmarshal(r.Data, &kept) != nil {
		return // it is kept as it is, like everything that cannot be read
	}
	if day := t.dayOf(kept); t.today().Days(day) < keptDays {
		t.p.count(day, kept.Result, t.Library)
	}
}

// dayOf returns the session day of a record.
func (t *turn) dayOf(r SessionRecord) scheduler.Date {
	if !r.Day.IsZero() {
		return r.Day
	}
	loc, err := t.Zones.Load(r.Zone)
	if err != nil {
		loc = t.loc()
	}
	return scheduler.DayOf(r.Result.Started, loc, dayTurn)
}

// takeDays takes over what the diary of the other account knows of a day, and
// this one does not. A day is as bad as either says.
func (t *turn) takeDays(days []Day) {
	for _, d := range days {
		if t.today().Days(d.Date) >= keptDays {
			continue
		}
		own := t.p.day(d.Date)
		own.Attack = own.Attack || d.Attack
		own.Headache, own.Ache = max(own.Headache, d.Headache), max(own.Ache, d.Ache)
		own.Neck, own.Medicine = cmp.Or(own.Neck, d.Neck), max(own.Medicine, d.Medicine)
	}
}

// takeSafety lets everything hold that holds in either account, and has the
// red questions asked before the next routine.
func (t *turn) takeSafety(other Person) {
	own, its := t.p.Safety, other.Safety
	merged := own.Screening
	if merged.At.IsZero() {
		merged.At, merged.Version = its.Screening.At, its.Screening.Version
	}
	merged.Answers = slices.SortedStableFunc(slices.Values(slices.Concat(own.Screening.Answers, its.Screening.Answers)),
		func(a, b routines.Answer) int { return a.At.Compare(b.At) })
	merged.Answers = slices.Compact(merged.Answers)
	for _, id := range slices.Concat(own.Screening.Emergency(), its.Screening.Emergency()) {
		if !slices.Contains(merged.Emergency(), id) {
			merged = merged.Record(routines.Answer{Item: id, Said: routines.Yes, At: t.now})
		}
	}
	t.p.Safety.Screening = merged
	t.p.Safety.Stops = slices.Compact(slices.SortedStableFunc(slices.Values(slices.Concat(own.Stops, its.Stops)),
		func(a, b routines.Stop) int { return a.At.Compare(b.At) }))
	t.p.Crisis = t.p.Crisis || other.Crisis
	t.p.Owed = true
	if t.p.Attack.Stage == "" && other.Attack.Stage != "" {
		t.p.Attack, t.p.Safety.Stage = other.Attack, its.Stage
		t.hush()
	}
}

// takeCourse goes on in the program that more was done in, and knows how often
// each exercise was completed in both.
func (t *turn) takeCourse(other Person, longer bool) {
	marks := t.p.Course.Marks
	for _, m := range other.Course.Marks {
		if !slices.ContainsFunc(marks, func(own routines.Mark) bool { return own.At == m.At }) {
			marks = marks.With(m)
		}
	}
	if longer {
		t.p.Course, t.p.Last = other.Course, other.Last
	}
	t.p.Course.Marks = marks
	uses := maps.Clone(t.p.Uses)
	if uses == nil {
		uses = routines.Uses{}
	}
	for id, n := range other.Uses {
		uses[id] = max(uses[id], n)
	}
	t.p.Uses = uses
}

// takeWishes takes over what this account was never told.
func (t *turn) takeWishes(other Person) {
	p := &t.p
	p.Zone, p.Hint, p.Language = cmp.Or(p.Zone, other.Zone), cmp.Or(p.Hint, other.Hint), cmp.Or(p.Language, other.Language)
	p.Note = cmp.Or(p.Note, other.Note)
	if p.Goal == (Goal{}) {
		p.Goal = other.Goal
	}
	if p.Plan.Schedule.IsZero() && !p.Muted {
		p.Plan = other.Plan
	}
	if p.Pause == (Pause{}) {
		p.Pause = other.Pause
	}
	for _, c := range other.Circles {
		if len(p.Circles) < mostCircles && !slices.ContainsFunc(p.Circles, func(own Circle) bool { return own.Server == c.Server }) {
			p.Circles = append(slices.Clone(p.Circles), c)
		}
	}
	if len(p.Activities) == 0 {
		p.Activities = other.Activities
	}
	if len(p.Turns) == 0 {
		p.Turns = other.Turns
	}
	if other.Heard.After(p.Heard) {
		p.Heard = other.Heard
	}
	p.Unasked.Silent, p.Backoff, p.Leaving = 0, Backoff{}, Leaving{}
}
