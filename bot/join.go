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
	before, last := slices.Clone(t.p.Days), lastDay(t.p.Days, with.Person.Days)
	for _, r := range with.Records {
		t.takeOver(r, with.Own, last)
	}
	for _, d := range with.Person.Days {
		t.takeDay(d, with.Own, last)
	}
	t.archive(before)
	other := with.Person
	t.takeSafety(other)
	t.takeCourse(other, longer)
	t.takeWishes(other)
	if len(t.p.Accounts) == 0 {
		t.p.Accounts = []Account{{Doc: t.e.Doc, Platform: t.p.Platform, Chat: t.p.Chat}}
	}
	if !t.p.has(t.e.From) {
		t.p.Accounts = append(slices.Clone(t.p.Accounts), Account{Doc: t.e.From, Platform: other.Platform, Chat: other.Chat})
	}
	t.p.Platform, t.p.Chat, t.p.Shown, t.p.Gone, t.p.Reach = other.Platform, other.Chat, Shown{}, false, other.Reach // they are there now
	t.answer([]Line{{Say: "link.joined"}})
	t.put(Effect{Kind: KindTell, Tell: &Tell{Doc: t.e.From, Told: ToldJoined}})
}

// lastDay returns the last day of which either account knows something.
func lastDay(own, its []Day) (last scheduler.Date) {
	for _, d := range slices.Concat(own, its) {
		last = max(last, d.Date)
	}
	return last
}

// takeOver takes over one record, unless it is here already. Two sessions that
// began in the same millisecond stand beside each other.
func (t *turn) takeOver(r Record, own []Record, last scheduler.Date) {
	var kept struct {
		SessionRecord
		Told *Day `json:"told"`
	}
	unread := json.Unmarshal(r.Data, &kept) != nil // it goes over as it is
	if !unread && kept.Told != nil {
		t.takeDay(*kept.Told, own, last)
		return
	}
	for {
		there, found := t.taken(r.Position, own)
		if found && bytes.Equal(there.Data, r.Data) {
			return
		}
		if !found && r.Position%wholeDay != 0 {
			break
		}
		r.Position++
	}
	t.records = append(t.records, r)
	t.p.Recorded = max(t.p.Recorded, r.Position)
	if day := t.past(t.p, r.Position, kept.SessionRecord).Day; !unread && last.Days(day) < keptDays {
		t.p.count(day, kept.Result, t.Library)
	}
}

// taken returns the record at a position, here or just taken over.
func (t *turn) taken(at Position, own []Record) (Record, bool) {
	for _, list := range [][]Record{t.records, own} {
		if i := slices.IndexFunc(list, func(r Record) bool { return r.Position == at }); i >= 0 {
			return list[i], true
		}
	}
	return Record{}, false
}

// takeDay takes over what the other account was told of a day: into the digest,
// or into a record where that does not reach so far.
func (t *turn) takeDay(d Day, own []Record, last scheduler.Date) {
	if last.Days(d.Date) < keptDays {
		t.p.day(d.Date).also(d)
		return
	}
	at, day := positionOfDay(d.Date), Day{Date: d.Date}
	if there, found := t.taken(at, own); found {
		var kept DayRecord
		if json.Unmarshal(there.Data, &kept) != nil {
			return // one that cannot be read is never replaced
		}
		day = kept.Told
	}
	day.also(d)
	if day.untold() {
		return
	}
	t.records = slices.DeleteFunc(t.records, func(r Record) bool { return r.Position == at })
	t.keep(at, DayRecord{Schema: schema, Told: day.told()})
}

// also adds what another account was told of the same day: it was as bad as
// either says.
func (d *Day) also(other Day) {
	d.Attack = d.Attack || other.Attack
	d.Headache, d.Ache = max(d.Headache, other.Headache), max(d.Ache, other.Ache)
	d.Neck, d.Medicine = cmp.Or(d.Neck, other.Neck), max(d.Medicine, other.Medicine)
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
