package backup

import (
	"encoding/json"
	"fmt"
	"time"

	"unknot/bot"
	"unknot/routines"
	"unknot/scheduler"
)

// Revive returns what makes people of a backup fit for a moment that is later
// than their last: nobody gets a message that was meant for then.
//
//   - What was waiting to be sent is dropped, answers too: the next thing
//     somebody writes is answered from the document, which is whole.
//   - Reminders that passed by are past, and a snoozed one is forgotten.
//   - A session stays open as it was; its timer stops, and it is paused.
//   - The question on the morning after is dropped if its time has come. The
//     one whether an attack is over comes after another day of silence: as
//     long as it is not asked, there are no reminders.
//   - Accounts that were just being linked are two again.
//
// A document that cannot be read, which a bot leaves alone as well, is
// restored as it is and never woken. One of a newer Unknot is an error.
func Revive(d bot.Decider, now time.Time) Reviver {
	now = now.UTC().Truncate(time.Millisecond)
	return func(_ bot.DocID, data []byte) ([]byte, bot.Wakes, error) {
		p, ok, err := decode(d, data)
		if err != nil || !ok {
			return data, bot.Wakes{}, err
		}
		p = revived(d, p, now)
		again, err := json.Marshal(p)
		if err != nil {
			return nil, bot.Wakes{}, fmt.Errorf("encode a document: %w", err)
		}
		return again, d.Wakes(p), nil
	}
}

// revived returns a person without what is late.
func revived(d bot.Decider, p bot.Person, now time.Time) bot.Person {
	if p.Stub != "" {
		return p
	}
	p.Outbox, p.Link = nil, bot.Link{}
	p.Plan.Snooze = time.Time{}
	if past := scheduler.OccurrenceAt(now, p.Location(d.Zones)); p.Plan.Past.Before(past) && !p.Plan.Schedule.IsZero() {
		p.Plan.Past = past
	}
	if s := p.Session; s != nil && s.Timer.On() {
		paused := *s
		paused.Timer, paused.Paused = routines.Timer{}, true
		p.Session = &paused
	}
	if !p.Follow.At.After(now) {
		p.Follow.At = time.Time{}
	}
	if p.Attack.Stage == routines.StageAttack && !p.Attack.Until.After(now) {
		p.Attack.Until = now.Add(routines.AttackQuiet)
	}
	return p
}

// decode reads a person. It is false for what is none.
func decode(d bot.Decider, data []byte) (p bot.Person, ok bool, err error) {
	var head struct {
		Schema int `json:"schema"`
	}
	if json.Unmarshal(data, &head) != nil {
		return p, false, nil
	}
	if head.Schema > schemaOf(d) {
		return p, false, fmt.Errorf("a document of schema %d: %w", head.Schema, ErrNewer)
	}
	ok = json.Unmarshal(data, &p) == nil && head.Schema > 0 && (p.Known() || p.Stub != "")
	return p, ok, nil
}

// schemaOf returns the number of the schema that the decider writes. The
// outcome of an effect that is not there changes nothing else.
func schemaOf(d bot.Decider) int {
	return d.Decide(bot.Person{}, bot.Event{Kind: bot.EventDelivered}, time.Time{}).Person.Schema
}
