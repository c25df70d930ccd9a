package discord

import (
	"encoding/json"
	"errors"
	"strconv"
	"strings"
)

// Kinds of interactions.
const (
	kindPing     = 1
	kindCommand  = 2
	kindPress    = 3
	kindComplete = 4
	kindFilled   = 5
)

// inBotDM is the context of an interaction in the bot's direct messages. All
// other places have others who read along.
const inBotDM = 1

// interaction is what is needed of an interaction. The library's own type would
// fail over a component that it does not know.
type interaction struct {
	ID      string   `json:"id"`
	App     string   `json:"application_id"`
	Kind    int      `json:"type"`
	Token   string   `json:"token"`
	Guild   string   `json:"guild_id"`
	Channel string   `json:"channel_id"`
	Context *int     `json:"context"`
	User    *user    `json:"user"`   // in direct messages
	Member  *member  `json:"member"` // on a server
	Message *message `json:"message"`
	May     string   `json:"app_permissions"` // of the bot, in the channel
	Data    data     `json:"data"`
}

type user struct {
	ID  string `json:"id"`
	Bot bool   `json:"bot"`
}

type member struct {
	User user   `json:"user"`
	May  string `json:"permissions"` // bits, in decimal
}

// data is what a command was called with, or which choice was pressed.
type data struct {
	Name    string      `json:"name"`
	Code    string      `json:"custom_id"`
	Values  []string    `json:"values"` // of a list, where the code only names the list
	Options []option    `json:"options"`
	Parts   []submitted `json:"components"` // of a form that was filled in

	Resolved resolved `json:"resolved"`
}

type option struct {
	Name    string          `json:"name"`
	Value   json.RawMessage `json:"value"`
	Focused bool            `json:"focused"`
	Options []option        `json:"options"`
}

var errInteraction = errors.New("an interaction of no known form")

func readInteraction(raw json.RawMessage) (*interaction, error) {
	var i interaction
	if err := json.Unmarshal(raw, &i); err != nil || !isNumber(i.ID) || !isNumber(i.App) || i.Token == "" || !isNumber(i.by()) {
		return nil, errInteraction
	}
	return &i, nil
}

// by returns who did it.
func (i *interaction) by() string {
	switch {
	case i.Member != nil:
		return i.Member.User.ID
	case i.User != nil:
		return i.User.ID
	}
	return ""
}

// private reports whether only the person and the bot are there. Anywhere else
// answers are shown to the person alone.
func (i *interaction) private() bool {
	if i.Context == nil {
		return i.Guild == ""
	}
	return *i.Context == inBotDM
}

// said returns what a command says, as if it was typed.
func (i *interaction) said() string {
	return words(strings.Join(spoken([]string{i.Data.Name}, i.Data.Options), " "))
}

func spoken(words []string, options []option) []string {
	for _, o := range options {
		if o.Value == nil {
			words = append(words, o.Name)
		}
		if value := o.text(); value != "" {
			words = append(words, value)
		}
		words = spoken(words, o.Options)
	}
	return words
}

// text returns an option's value: a text without its quotes, or a number.
func (o option) text() string {
	var text string
	if json.Unmarshal(o.Value, &text) == nil {
		return text
	}
	return string(o.Value)
}

// tap returns the code of what was pressed.
func (i *interaction) tap() string {
	if len(i.Data.Values) > 0 {
		return meant(i.Data.Values[0])
	}
	return meant(i.Data.Code)
}

// pressed returns the name of the message that was pressed.
func (i *interaction) pressed() name {
	if i.Message == nil {
		return name{}
	}
	return name{id: i.Message.ID, fleeting: i.Message.Flags&flagEphemeral != 0, laidOut: i.Message.Flags&flagLaidOut != 0}
}

// isNumber reports whether a text is an ID of Discord, so that it can stand in
// a path.
func isNumber(id string) bool {
	_, err := strconv.ParseUint(id, 10, 64)
	return err == nil
}
