package telegram

import (
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"unknot/bot"
)

// update is what is needed of an update. The library's own type would decode
// far more, and so could fail over far more.
type update struct {
	ID       int       `json:"update_id"`
	Message  *message  `json:"message"`
	Callback *callback `json:"callback_query"`
}

type message struct {
	From *user  `json:"from"`
	Chat chat   `json:"chat"`
	Text string `json:"text"`
}

type user struct {
	ID int64 `json:"id"`
}

type chat struct {
	ID   int64  `json:"id"`
	Type string `json:"type"`
}

type callback struct {
	ID      string   `json:"id"`
	From    user     `json:"from"`
	Message *message `json:"message"`
	Data    string   `json:"data"`
}

const private = "private"

// decode returns an update. Of one that cannot be read it returns the number,
// if that can be.
func decode(raw json.RawMessage) (update, error) {
	var u update
	if err := json.Unmarshal(raw, &u); err != nil {
		var number struct {
			ID int `json:"update_id"`
		}
		_ = json.Unmarshal(raw, &number)
		return update{ID: number.ID}, errUpdate
	}
	if u.ID == 0 {
		return u, errUpdate
	}
	return u, nil
}

var errUpdate = errors.New("an update of no known form")

// lane returns whose turn it is: a private chat has the number of its person.
func (u update) lane() int64 {
	switch {
	case u.Message != nil:
		return u.Message.Chat.ID
	case u.Callback != nil:
		return u.Callback.From.ID
	}
	return 0
}

// group reports whether somebody wrote where others read along.
func (u update) group() bool { return u.Message != nil && u.Message.Chat.Type != private }

// event returns what the bot is told. Edits are none, for what was said was
// answered; nor are stickers and voice; nor who blocked the bot or came back,
// for the next message tells. A press counts only in the private chat of who
// pressed: a message with buttons may have been forwarded.
func (u update) event() (bot.Event, bool) {
	e := bot.Event{ID: bot.EventID(fmt.Sprintf("%s:%d", platformsID, u.ID))}
	switch m, c := u.Message, u.Callback; {
	case m != nil && m.From != nil && m.From.ID == m.Chat.ID:
		e.Kind, e.Text = bot.EventText, words(m.Text)
		return addressed(e, m.Chat.ID), e.Text != ""
	case c != nil && c.Message != nil && c.Message.Chat.Type == private && c.Message.Chat.ID == c.From.ID:
		e.Kind, e.Tap = bot.EventTap, c.Data
		return addressed(e, c.From.ID), e.Tap != ""
	}
	return e, false
}

func addressed(e bot.Event, person int64) bot.Event {
	number := strconv.FormatInt(person, 10)
	e.Doc, e.Chat = bot.DocID(platformsID+":"+number), bot.ChatID(number)
	return e
}

// words returns what somebody wrote, on one line: control characters become
// spaces, and a command is the words in it.
func words(text string) string {
	text = strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, text))
	parts := regexp.MustCompile(`^/([A-Za-z0-9_]+)(?:@\w+)?(?:\s+(.*))?$`).FindStringSubmatch(text)
	if parts == nil {
		return text
	}
	command, rest := parts[1], parts[2]
	// What follows /start may come from a link that somebody made.
	if strings.EqualFold(command, "start") && strings.ContainsFunc(rest, func(r rune) bool { return !unicode.IsLetter(r) }) {
		rest = ""
	}
	return strings.TrimSpace(strings.ReplaceAll(command, "_", " ") + " " + rest)
}

// mostGroups is how many groups are remembered as told.
const mostGroups = 10_000

// groups remembers which groups were refused.
type groups struct {
	mu   sync.Mutex
	told map[int64]bool
}

// add reports whether a group is new.
func (g *groups) add(chat int64) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.told[chat] || len(g.told) >= mostGroups {
		return false
	}
	if g.told == nil {
		g.told = map[int64]bool{}
	}
	g.told[chat] = true
	return true
}
