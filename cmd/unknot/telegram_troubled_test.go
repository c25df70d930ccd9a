package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"unknot/adapters/telegram/telegramtest"
	"unknot/bot"
)

// troubled is somebody on Telegram while something is wrong there. They press
// and write everything once, and wait for what comes of it.
type troubled struct {
	*trouble
	who  int64
	came came
	seen []telegramtest.Show
}

// act is something to press or to write, and how what comes of it begins.
type act struct {
	press, write string
	shows        string
}

// screened are the acts that lead to the card of a first routine.
func screened() []act {
	return []act{
		{write: "/start", shows: "Unknot leads you"},
		{press: "I am 18 or over, and I agree", shows: "Thank you. Four short"},
		{press: "None of these", shows: "Safety, 2 of 4."},
		{press: "None of these", shows: "Safety, 3 of 4."},
		{press: "None of these", shows: "Safety, 4 of 4."},
		{press: "None of these", shows: "3-minute desk reset"},
	}
}

// session does a whole session.
func (p *troubled) session() came {
	time.Sleep(85 * time.Minute)
	return p.all(wholeSession())
}

// wholeSession are the acts of a first session.
func wholeSession() []act {
	return append(screened(),
		act{press: "Tiny, 1 min", shows: "Neck and shoulder pain right now"},
		act{press: "2", shows: "Step 1 of 2"},
		act{press: "Done", shows: "Step 2 of 2"},
		act{press: "Done", shows: "That was the last step."},
		act{press: "1", shows: "How hard was it?"},
		act{press: "3", shows: "Done: 3-minute desk reset"},
		act{write: "Berlin", shows: "Your clock: Berlin"},
		act{write: "progress", shows: "This week"},
	)
}

// reminder asks for a reminder and waits for it.
func (p *troubled) reminder() came {
	return p.all(append(screened(),
		act{press: "Not now", shows: "All right, not now."},
		act{write: "zone Berlin", shows: "Your clock: Berlin"},
		act{write: "schedule daily 10:30", shows: "Good. Your next reminders"},
	))
}

// all does one thing after the other, and waits until everything is over.
func (p *troubled) all(acts []act) came {
	for _, a := range acts {
		if !p.does(a) {
			break
		}
	}
	time.Sleep(time.Until(p.began.Add(170 * time.Minute)))
	return p.counted()
}

// counted counts what came twice.
func (p *troubled) counted() came {
	p.look()
	texts := map[string]int{}
	for _, show := range p.seen {
		if !show.Changed {
			continue
		}
		p.private.said(show.Text)
		switch texts[show.Text]++; {
		case strings.HasPrefix(show.Text, "Time for"):
			p.came.reminders++
		case texts[show.Text] > 1:
			p.came.doubled++
		}
	}
	return p.came
}

// does does something once, and waits for what comes of it. It returns false
// when that never does.
func (p *troubled) does(a act) bool {
	p.rest(time.Duration(1000+p.draw(3000)) * time.Millisecond)
	p.look()
	from, began := len(p.seen), time.Now()
	if a.write != "" {
		p.api.Write(p.who, a.write)
	} else if !p.presses(a.press) {
		p.t.Errorf("%d has no button %q", p.who, a.press)
		return false
	}
	if p.fault.act != nil {
		p.lock.Lock()
		p.fault.act(p.random, p.api)
		p.injected++
		p.lock.Unlock()
	}
	p.came.acts++
	for time.Since(began) < p.patience {
		p.rest(time.Second)
		p.look()
		if slices.ContainsFunc(p.seen[from:], func(s telegramtest.Show) bool { return strings.HasPrefix(s.Text, a.shows) }) {
			p.came.late = max(p.came.late, int(time.Since(began)/time.Second))
			return true
		}
	}
	p.t.Errorf("%d waits in vain for %q", p.who, a.shows)
	p.came.lost++
	return false
}

// presses presses a button of the last message that has it.
func (p *troubled) presses(label string) bool {
	all := p.api.Messages(p.who)
	for i := len(all) - 1; i >= 0; i-- {
		for _, b := range all[i].Buttons {
			if b.Label == label {
				p.api.PressCode(p.who, all[i].ID, b.Data)
				return true
			}
		}
	}
	return false
}

func (p *troubled) look() { p.seen = append(p.seen, p.api.Shows(p.who)...) }

// kept looks at what is stored of somebody who did a session.
func (tr *trouble) kept(s bot.Store, who int64) {
	// Who was killed had no time to note what it had just sent.
	wantKept(tr.t, s, bot.DocID(fmt.Sprint("telegram:", who)), tr.hurry == 0)
}

// wantKept looks at what is stored of somebody who did a session, and whether
// nothing is owed any more.
func wantKept(t *testing.T, s bot.Store, doc bot.DocID, settled bool) {
	t.Helper()
	stored, err := s.Load(t.Context(), doc)
	if err != nil {
		t.Error(err)
		return
	}
	var p bot.Person
	records, err := s.Records(t.Context(), doc, 0, 1<<62)
	if err != nil || len(records) != 1 || json.Unmarshal(stored.Data, &p) != nil {
		t.Errorf("%s: %d records, %v", doc, len(records), err)
		return
	}
	var r bot.SessionRecord
	if err := json.Unmarshal(records[0].Data, &r); err != nil {
		t.Error(err)
		return
	}
	if r.Result.End != "done" || len(r.Result.Steps) != 2 || *r.Result.Before != 2 || *r.Result.After != 1 || *r.Result.Effort != 3 {
		t.Errorf("%s: the record says %+v", doc, r.Result)
	}
	if p.Session != nil || len(p.Outbox) > 0 && settled || len(p.Days) != 1 || p.Days[0].Sessions != 1 {
		t.Errorf("%s: session %v, outbox %v, days %+v", doc, p.Session, p.Outbox, p.Days)
	}
}
