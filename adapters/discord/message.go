package discord

import (
	"encoding/json"
	"errors"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"unknot/bot"
)

// Kinds of messages that people write.
const (
	kindPlain = 0
	kindReply = 19
)

// message is what is needed of a message.
type message struct {
	ID      string `json:"id"`
	Channel string `json:"channel_id"`
	Guild   string `json:"guild_id"`
	Author  user   `json:"author"`
	Kind    int    `json:"type"`
	Flags   int    `json:"flags"`
	Content string `json:"content"`
	extras
}

var errMessage = errors.New("a message of no known form")

func readMessage(raw json.RawMessage) (*message, error) {
	var m message
	if err := json.Unmarshal(raw, &m); err != nil || !isNumber(m.ID) || !isNumber(m.Channel) {
		return nil, errMessage
	}
	return &m, nil
}

// heard reports whether a person wrote to the bot alone.
func (m *message) heard() bool {
	return m.Guild == "" && !m.Author.Bot && isNumber(m.Author.ID) && (m.Kind == kindPlain || m.Kind == kindReply)
}

// event returns what the bot is told of a message. What was changed is told as
// that, by a name of its own: what it said before was answered.
func (m *message) event() (bot.Event, bool) {
	e := bot.Event{ID: eventID(m.ID), Doc: document(m.Author.ID), Chat: bot.ChatID(m.Channel), Kind: bot.EventText, Text: words(m.Content)}
	switch {
	case m.Edited != "":
		e.ID, e.Kind, e.Aside = eventID(m.ID+":"+m.Edited), bot.EventAside, bot.AsideEdit
		return e, e.Text != ""
	case e.Text == "", len(m.Forwarded) > 0:
		e.Kind, e.Aside = bot.EventAside, m.aside()
		return e, e.Aside != ""
	}
	return e, true
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
	return regexp.MustCompile(`^/([A-Za-z])`).ReplaceAllString(text, "$1")
}

// clip shortens a text to so many characters.
func clip(text string, most int) string {
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	return string([]rune(text)[:most-1]) + "…"
}
