package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"unknot/adapters/discord/discordtest"
	"unknot/bot"
)

// onDiscord is somebody in direct messages while something is wrong there.
type onDiscord struct {
	*discordTrouble
	who  string
	came came
	seen []discordtest.Message
}

// all does one thing after the other, and waits until everything is over.
func (p *onDiscord) all(acts []act) came {
	for _, a := range acts {
		if !p.does(a) {
			break
		}
	}
	time.Sleep(time.Until(p.began.Add(170 * time.Minute)))
	p.look()
	in := map[string]map[string]bool{} // the messages in which a text was seen
	for _, m := range p.seen {
		if in[m.Text] == nil {
			in[m.Text] = map[string]bool{}
		}
		if in[m.Text][m.ID] {
			continue // written over itself: nobody sees that
		}
		in[m.Text][m.ID] = true
		switch {
		case strings.HasPrefix(m.Text, "Time for"):
			p.came.reminders++
		case len(in[m.Text]) > 1:
			p.came.doubled++
		}
	}
	return p.came
}

// does does something, and waits for what comes of it. Where Discord shows that
// nothing came of it, and the connection is what is wrong, it is done again.
func (p *onDiscord) does(a act) bool {
	rest := 3000
	if p.fault.drops != nil {
		rest = 40_000 // so that the connection is lost in between
	}
	time.Sleep(time.Duration(1000+p.draw(rest))*time.Millisecond + odd)
	p.look()
	from, began := len(p.seen), time.Now()
	shown := func(m discordtest.Message) bool { return strings.HasPrefix(m.Text, a.shows) }
	p.came.acts++
	id, tried := p.begins(a), began
	for time.Since(began) < 30*time.Minute {
		time.Sleep(time.Second)
		p.look()
		if slices.ContainsFunc(p.seen[from:], shown) {
			p.came.late = max(p.came.late, int(time.Since(began)/time.Second))
			return true
		}
		failed := id != "" && p.api.Answered(id).Kind == 0 && time.Since(tried) > 5*time.Second || id == "" && time.Since(tried) > time.Minute
		if p.fault.drops != nil && failed {
			p.count(&p.again)
			id, tried = p.begins(a), time.Now()
		}
	}
	p.t.Errorf("%s waits in vain for %q", p.who, a.shows)
	p.came.lost++
	return false
}

// begins presses, uses a command, or writes, and returns the number of the
// interaction, if it is one.
func (p *onDiscord) begins(a act) (id string) {
	defer p.drop()
	if p.fault.act != nil {
		defer func() {
			p.count(&p.injected)
			p.fault.act(p.api)
		}()
	}
	if a.press != "" {
		return p.presses(a.press)
	}
	name, words, _ := strings.Cut(strings.TrimPrefix(a.write, "/"), " ")
	switch {
	case !slices.Contains(bot.Commands(), name):
		p.api.Write(p.who, a.write)
		return ""
	case words == "":
		return p.api.Command(p.who, "", name)
	}
	return p.api.Command(p.who, "", name, discordtest.Option{Name: "words", Kind: 3, Value: words})
}

// presses presses a choice of the last message that has it.
func (p *onDiscord) presses(label string) string {
	all := p.api.Room(p.who)
	for i := len(all) - 1; i >= 0; i-- {
		for _, c := range all[i].Choices {
			if c.Label == label {
				return p.api.PressCode(p.who, all[i].ID, c.Code)
			}
		}
	}
	p.t.Errorf("%s has no button %q", p.who, label)
	return ""
}

func (p *onDiscord) look() { p.seen = append(p.seen, p.api.Shows(p.who)...) }

// session does a whole session.
func (p *onDiscord) session() came {
	time.Sleep(85 * time.Minute)
	return p.all(wholeSession())
}

// reminder asks for a reminder and waits for it.
func (p *onDiscord) reminder() came {
	return p.all(append(screened(),
		act{press: "Not now", shows: "All right, not now."},
		act{write: "zone Berlin", shows: "Your clock: Berlin"},
		act{write: "schedule daily 10:30", shows: "Good. Your next reminders"},
	))
}

func (p *onDiscord) doc() bot.DocID { return bot.DocID(fmt.Sprint("discord:", p.who)) }
