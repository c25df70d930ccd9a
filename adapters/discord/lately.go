package discord

import (
	"sync"
	"time"

	"unknot/bot"
)

// mostLately is after how many people the older half is forgotten before its
// time.
const mostLately = 20_000

// lately remembers how to say more to people who did something on a server just
// now: their last interaction, for as long as its token lives. It is nowhere but
// in the memory.
type lately struct {
	mu         sync.Mutex
	turned     time.Time
	young, old map[bot.ChatID]*answer // whoever is in both counts as in young
}

// put keeps an interaction that was answered in place of the one before.
func (l *lately) put(chat bot.ChatID, a *answer) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.turn()
	if l.young == nil || len(l.young) >= mostLately {
		l.young, l.old = map[bot.ChatID]*answer{}, l.young
	}
	l.young[chat] = a.rest()
}

// turn forgets those whose token is over. Called with the lock.
func (l *lately) turn() {
	if since := time.Since(l.turned); since >= tokenLife {
		l.young, l.old, l.turned = nil, l.young, time.Now()
		if since >= 2*tokenLife {
			l.old = nil
		}
	}
}

// get returns the last interaction of somebody, or nil.
func (l *lately) get(chat bot.ChatID) *answer {
	l.mu.Lock()
	defer l.mu.Unlock()
	if a := l.young[chat]; a != nil {
		return a
	}
	return l.old[chat]
}

// rest is what is needed of an interaction to say more behind its answer.
func (a *answer) rest() *answer {
	of := &interaction{ID: a.of.ID, App: a.of.App, Token: a.of.Token, Guild: a.of.Guild, Context: a.of.Context, Kind: kindPress}
	return &answer{of: of, came: a.came, turn: make(chan struct{}, 1), stage: answered}
}

// answering returns the interaction that a message goes over, or nil.
func (d *Discord) answering(out bot.Outgoing) *answer {
	if a := d.open.get(out.Way); a != nil || !out.Near {
		return a
	}
	return d.lately.get(out.Chat)
}
