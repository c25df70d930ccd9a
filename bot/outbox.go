package bot

import (
	"slices"
	"time"
)

// answer puts an answer into the outbox.
func (t *turn) answer(lines []Line, press ...Press) {
	t.put(Effect{Kind: KindAnswer, Lines: lines, Press: press})
}

// put adds an effect to the outbox. A question replaces one that is still
// waiting there, so that nobody is asked what they no longer can answer.
func (t *turn) put(e Effect) {
	if t.p.Gone && e.Tell == nil && e.Code == "" && !e.Here {
		return // the chat is closed until the person writes again
	}
	t.p.Effects++
	e.ID = t.p.Effects
	if worth := PromiseOf(e.Kind).Sent; e.Expires.IsZero() && worth > 0 {
		e.Expires = t.now.Add(worth)
	}
	if e.screen() {
		t.p.Outbox = dropScreens(t.p.Outbox)
		e.Lines = append(t.takeSaid(), e.Lines...)
		if t.e.Kind == EventTap && len(t.p.Outbox) == 0 { // what came before it in this answer stands below
			e.Replace = t.p.Shown.Ref
		}
	}
	t.p.Outbox = append(t.p.Outbox, e)
	if len(t.p.Outbox) > keptEffects {
		i := slices.IndexFunc(t.p.Outbox, func(e Effect) bool { return e.Kind != KindAlarm })
		t.p.Outbox = slices.Delete(t.p.Outbox, max(i, 0), max(i, 0)+1)
	}
}

// takeSaid takes out what this decision has said so far, so that it and the
// question behind it are one message.
func (t *turn) takeSaid() (lines []Line) {
	t.p.Outbox = slices.DeleteFunc(t.p.Outbox, func(e Effect) bool {
		said := e.ID > t.began && e.Kind == KindAnswer && e.wordsOnly()
		if said {
			lines = append(lines, e.Lines...)
		}
		return said
	})
	return lines
}

// settle takes note of what became of an effect.
func (t *turn) settle() {
	i := slices.IndexFunc(t.p.Outbox, func(e Effect) bool { return e.ID == t.e.Effect })
	if i < 0 {
		return // replaced or dropped meanwhile
	}
	e := t.p.Outbox[i]
	switch t.e.Kind {
	case EventHeld:
		if t.e.Fate == FateUnknown {
			t.p.Outbox[i].Stamp = Stamp{Attempt: e.Stamp.Attempt, Held: e.Stamp.Held, Until: t.e.At}
			return
		}
		// It did not go out, so the attempt does not count.
		t.p.Outbox[i].Stamp = Stamp{Attempt: max(e.Stamp.Attempt-1, 0), Held: e.Stamp.Held + 1, Until: t.e.At}
		return
	case EventDelivered:
		t.delivered(e)
	case EventUndone:
		t.undone(e)
	}
	t.p.Outbox = slices.DeleteFunc(t.p.Outbox, func(other Effect) bool { return other.ID == e.ID })
}

func (t *turn) delivered(e Effect) {
	if !PromiseOf(e.Kind).Asked {
		t.p.Shut = false // it went out by itself
	}
	switch {
	case e.Code != "":
		t.lookedUp(t.e.Found)
	case e.Tell != nil && e.Tell.Told == ToldUnlinked:
		t.parted(e.Tell.Doc)
	case e.screen():
		t.p.Shown = Shown{Ref: t.e.Ref, Session: e.Session, Ask: e.Ask}
	}
}

// undone gives up an effect. When the chat is closed, everything is given up
// until the person writes again: the data stay.
func (t *turn) undone(e Effect) {
	switch {
	case e.Code != "":
		t.lookedUp("")
	case e.Tell != nil && e.Tell.Told == ToldJoin:
		t.refused()
	}
	if e.Kind == KindNudge {
		t.p.Passed++
	}
	if e.near(t.p) { // nobody heard it: the session waits for them
		t.p.Reach = t.now
	}
	if e.Kind == KindLeaving && t.e.Fate == FateExpired && !t.p.Leaving.End.IsZero() { // nobody is erased who was not told
		t.p.Leaving = Leaving{Ask: t.now.Add(time.Hour)}
	}
	if t.e.Fate == FateGone {
		t.p.Gone = true
		t.p.Outbox = slices.DeleteFunc(t.p.Outbox, func(e Effect) bool { return e.Kind != KindTell })
	}
}

// hurry lets what may not have arrived go out again now: the person is there.
func (t *turn) hurry() {
	for i, e := range t.p.Outbox {
		if e.Stamp.unsure() {
			t.p.Outbox[i].Stamp.Until = t.now
		}
	}
}

// hush drops what is waiting to be sent and was not asked for.
func (t *turn) hush() {
	t.p.Outbox = slices.DeleteFunc(t.p.Outbox, func(e Effect) bool { return !PromiseOf(e.Kind).Asked })
}

// stamper is who may send: a process, and for how long its stamps hold.
type stamper struct {
	by    string
	alone bool // no other process works on this store
	lease time.Duration
}

// stamp returns the document with a stamp on every effect that this process
// may send now, and those effects in order. An effect that certainly did not go
// out holds up all behind it, except alarms. A stamp of another process counts until it runs
// out, unless this process is known to be alone.
func (s stamper) stamp(p Person, now time.Time) (Person, []Effect) {
	p.Outbox = slices.Clone(p.Outbox)
	var ready []Effect
	held := false
	for i, e := range p.Outbox {
		free := !now.Before(e.Stamp.Until) || e.Stamp.By == s.by || s.alone && e.Stamp.By != ""
		held = held || !free && !e.Stamp.unsure()
		if !free || held && e.Kind != KindAlarm {
			continue
		}
		p.Outbox[i].Stamp = Stamp{Attempt: e.Stamp.Attempt + 1, Held: e.Stamp.Held, Until: now.Add(s.lease), By: s.by}
		ready = append(ready, p.Outbox[i])
	}
	return p, ready
}

// dropScreens takes away the questions that are still waiting to be sent.
func dropScreens(outbox []Effect) []Effect { return slices.DeleteFunc(outbox, Effect.screen) }
