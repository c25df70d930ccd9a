package discord

import (
	"context"
	"errors"
	"maps"
	"strings"
	"sync"
	"time"

	"unknot/bot"
)

const (
	// betweenOpenings is how long it is at least between two direct messages
	// that are opened. Discord takes a bot that opens many for one that spams,
	// so it is only done where somebody used the bot on a server and is to be
	// written to for the first time, and never for many at once.
	betweenOpenings = 2 * time.Second
	// mostRooms is how many direct messages are remembered. Those of people who
	// are forgotten are found again by opening them.
	mostRooms = 20_000
	// personMark stands before the number of a person in a chat whose direct
	// messages are not known yet.
	personMark = "@"
)

var (
	errOpening = errors.New("discord: direct messages are opened one after the other")
	errRoom    = errors.New("discord: direct messages without a number")
)

// rooms remembers the direct messages of people.
type rooms struct {
	opening pace

	mu sync.Mutex
	of map[string]string // channels by person
}

func (r *rooms) put(person, channel string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.of == nil {
		r.of = map[string]string{}
	}
	if _, known := r.of[person]; !known && len(r.of) >= mostRooms {
		for other := range r.of {
			delete(r.of, other)
			break
		}
	}
	r.of[person] = channel
}

func (r *rooms) get(person string) (channel string, known bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	channel, known = r.of[person]
	return channel, known
}

func (r *rooms) forget(channel string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	maps.DeleteFunc(r.of, func(_, c string) bool { return c == channel })
}

// chat returns where a person who used the bot is written to.
func (d *Discord) chat(i *interaction) bot.ChatID {
	if i.private() && isNumber(i.Channel) {
		d.rooms.put(i.by(), i.Channel)
	}
	if channel, known := d.rooms.get(i.by()); known {
		return bot.ChatID(channel)
	}
	return bot.ChatID(personMark + i.by())
}

// room returns the direct messages that a chat means, and opens them where
// they are not known.
func (d *Discord) room(ctx context.Context, chat bot.ChatID) (string, error) {
	person, unopened := strings.CutPrefix(string(chat), personMark)
	if !isNumber(person) {
		return "", &bot.SendError{Class: bot.SendPermanent, Err: errStranger}
	}
	if !unopened {
		return person, nil
	}
	if channel, known := d.rooms.get(person); known {
		return channel, nil
	}
	if wait := d.rooms.opening.try(betweenOpenings); wait > 0 {
		return "", &bot.SendError{Class: bot.SendWait, Wait: wait, Err: errOpening}
	}
	return d.openRoom(ctx, person)
}

func (d *Discord) openRoom(ctx context.Context, person string) (string, error) {
	said, err := d.caller.call(ctx, request{what: "opening of direct messages", method: "POST", path: "users/@me/channels", repeatable: true, body: struct {
		Person string `json:"recipient_id"`
	}{person}})
	if err != nil {
		return "", err
	}
	channel := nameIn(said, false).id
	if !isNumber(channel) {
		return "", &bot.SendError{Class: bot.SendTemporary, Err: errRoom}
	}
	d.rooms.put(person, channel)
	return channel, nil
}
