package discord

import (
	"encoding/json"
	"errors"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
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
