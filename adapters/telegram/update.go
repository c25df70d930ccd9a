package telegram

import (
	"cmp"
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
	Edited   *message  `json:"edited_message"`
	Callback *callback `json:"callback_query"`
	Member   *member   `json:"my_chat_member"`
}

type message struct {
	From      *user           `json:"from"`
	Chat      chat            `json:"chat"`
	Text      string          `json:"text"`
	Caption   string          `json:"caption"`
	Album     string          `json:"media_group_id"`
	Forwarded json.RawMessage `json:"forward_origin"`
	aside     bot.Aside       // what it is beside its words
}

// member is what became of the bot's place in a chat.
type member struct {
	From user `json:"from"`
	Chat chat `json:"chat"`
	New  struct {
		Status string `json:"status"`
	} `json:"new_chat_member"`
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

// The types of chats that are told apart.
const (
	private = "private"
	channel = "channel"
)

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
	if u.Message != nil && u.Message.Text == "" {
		u.Message.aside = asideIn(raw)
	}
	return u, nil
}

var errUpdate = errors.New("an update of no known form")

// lane returns whose turn it is: a private chat has the number of its person.
func (u update) lane() int64 {
	switch {
	case u.Message != nil:
		return u.Message.Chat.ID
	case u.Edited != nil:
		return u.Edited.Chat.ID
	case u.Callback != nil:
		return u.Callback.From.ID
	case u.Member != nil:
		return u.Member.Chat.ID
	}
	return 0
}

// group returns where others read along: somebody wrote there, or put the bot
// there.
func (u update) group() (chat int64, ok bool) {
	switch m := u.Member; {
	case u.Message != nil && u.Message.Chat.Type != private:
		return u.Message.Chat.ID, true
	case m != nil && m.Chat.Type != private && m.Chat.Type != channel && (m.New.Status == "member" || m.New.Status == "administrator"):
		return m.Chat.ID, true
	}
	return 0, false
}

// event returns what the bot is told, if anything. What counts is what came in
// the private chat of who did it: a message with buttons may have been forwarded.
func (u update) event() (bot.Event, bool) {
	e := bot.Event{ID: bot.EventID(fmt.Sprintf("%s:%d", platformsID, u.ID))}
	switch {
	case u.Message != nil && u.Message.own():
		return u.Message.event(addressed(e, u.Message.Chat.ID))
	case u.Edited != nil && u.Edited.own():
		e.Kind, e.Aside, e.Text = bot.EventAside, bot.AsideEdit, words(u.Edited.said())
		return addressed(e, u.Edited.Chat.ID), e.Text != "" // a place that moves is an edit without words
	case u.Callback != nil && u.Callback.own():
		e.Kind, e.Tap = bot.EventTap, u.Callback.Data
		return addressed(e, u.Callback.From.ID), e.Tap != ""
	case u.Member != nil && u.Member.Chat.Type == private && u.Member.Chat.ID == u.Member.From.ID:
		return u.Member.event(addressed(e, u.Member.Chat.ID))
	}
	return e, false
}

func (m *message) own() bool { return m.From != nil && m.From.ID == m.Chat.ID }

func (c *callback) own() bool {
	return c.Message != nil && c.Message.Chat.Type == private && c.Message.Chat.ID == c.From.ID
}

func (m *message) said() string { return cmp.Or(m.Text, m.Caption) }

// event completes the event of a message: a link that was followed, words, or
// what else it is. The pictures of an album are one event.
func (m *message) event(e bot.Event) (bot.Event, bool) {
	e.Kind, e.Text = bot.EventText, words(m.said())
	switch link := followed(m.Text); {
	case len(m.Forwarded) > 0 && string(m.Forwarded) != "null":
		e.Kind, e.Aside = bot.EventAside, bot.AsideForward
	case link != "":
		e.Kind, e.Text, e.Link = bot.EventOpen, "", link
	case e.Text == "":
		e.Kind, e.Aside = bot.EventAside, m.aside
	}
	if m.Album != "" && e.Text == "" {
		e.ID = bot.EventID(platformsID + ":album:" + m.Album)
	}
	return e, e.Kind != bot.EventAside || e.Aside != ""
}

// event completes the event of who blocked the bot, or came back.
func (m *member) event(e bot.Event) (bot.Event, bool) {
	switch m.New.Status {
	case "kicked":
		e.Kind = bot.EventClosed
	case "member":
		e.Kind = bot.EventReopened
	}
	return e, e.Kind != 0
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
	if !strings.HasPrefix(text, "/") {
		return text
	}
	parts := regexp.MustCompile(`^/([A-Za-z0-9_]+)(?:@\w+)?(?:\s+(.*))?$`).FindStringSubmatch(text)
	if parts == nil {
		return text
	}
	return strings.TrimSpace(strings.ReplaceAll(parts[1], "_", " ") + " " + parts[2])
}

// followed returns what the link said that somebody followed, or "". What is
// typed after /start is no link when it has more than one word.
func followed(text string) string {
	if !strings.HasPrefix(text, "/start") {
		return ""
	}
	parts := regexp.MustCompile(`^/start(?:@\w+)? ([A-Za-z0-9_-]{1,64})$`).FindStringSubmatch(text)
	if parts == nil {
		return ""
	}
	return parts[1]
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
