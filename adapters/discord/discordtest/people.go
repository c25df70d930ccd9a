package discordtest

import (
	"slices"
	"time"
)

// happening is an interaction as the bot is told of it.
type happening struct {
	ID      string    `json:"id"`
	App     string    `json:"application_id"`
	Kind    int       `json:"type"`
	Token   string    `json:"token"`
	Guild   string    `json:"guild_id,omitempty"`
	Channel string    `json:"channel_id"`
	Context int       `json:"context"`
	User    *author   `json:"user,omitempty"`
	Member  *memberOf `json:"member,omitempty"`
	Locale  string    `json:"locale"`
	Message *shown    `json:"message,omitempty"`
	Data    happened  `json:"data"`
	Version int       `json:"version"`
	May     string    `json:"app_permissions,omitempty"`
}

type memberOf struct {
	User author `json:"user"`
	May  string `json:"permissions"`
}

// Permissions of members.
const (
	mayAll    = "2147552256" // what everybody may: see, write, use commands
	mayManage = "2147552288" // that, and manage the server
)

// Manage lets somebody manage the server.
func (s *Server) Manage(person string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.managers = append(s.managers, person)
}

// Allow sets what Discord tells of the bot's permissions in the channel; it tells
// nothing where it is empty.
func (s *Server) Allow(permissions string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.allowed = permissions
}

func (s *Server) member(who author) *memberOf {
	if slices.Contains(s.managers, who.ID) {
		return &memberOf{who, mayManage}
	}
	return &memberOf{who, mayAll}
}

type happened struct {
	ID        string   `json:"id,omitempty"`
	Name      string   `json:"name,omitempty"`
	Code      string   `json:"custom_id,omitempty"`
	Component int      `json:"component_type,omitempty"`
	Values    []string `json:"values,omitempty"`
	Options   []Option `json:"options,omitempty"`
	Parts     []part   `json:"components,omitempty"`

	Resolved *resolved `json:"resolved,omitempty"`
}

// Option is a word of a command, as somebody gave it, or a part of one with
// words of its own.
type Option struct {
	Name    string   `json:"name"`
	Kind    int      `json:"type"`
	Value   any      `json:"value,omitempty"` // a text or a number
	Focused bool     `json:"focused,omitempty"`
	Options []Option `json:"options,omitempty"`
}

// Part is the second word of a command, with what follows it.
func Part(name string, options ...Option) Option {
	return Option{Name: name, Kind: partOfCommand, Options: options}
}

// resolved is what Discord tells of the channels among the options.
type resolved struct {
	Channels map[string]resolvedChannel `json:"channels"`
}

type resolvedChannel struct {
	ID   string `json:"id"`
	Kind int    `json:"type"`
}

// resolve returns the channels of the server that the options name.
func resolve(options []Option) *resolved {
	r := &resolved{Channels: map[string]resolvedChannel{}}
	for _, o := range options {
		for _, field := range o.Options {
			if id, ok := field.Value.(string); ok && field.Kind == optionChannel && (id == Channel || id == Voice) {
				r.Channels[id] = resolvedChannel{ID: id, Kind: map[bool]int{true: 2}[id == Voice]}
			}
		}
	}
	return r
}

const optionChannel = 7

// Write makes somebody write to the bot in direct messages.
func (s *Server) Write(person, text string) {
	s.WriteAs(person, roomOf(person), "", 0, text)
}

// WriteAs makes somebody write anywhere, a message of any kind.
func (s *Server) WriteAs(person, channel, guild string, kind int, text string) {
	s.mu.Lock()
	id := s.number()
	s.mu.Unlock()
	s.dispatch("MESSAGE_CREATE", marshal(struct {
		shown
		Guild string `json:"guild_id,omitempty"`
	}{shown{ID: id, Channel: channel, Content: text, Author: author{ID: person, Name: "somebody"}, Kind: kind}, guild}))
}

// Tell sends the bot anything.
func (s *Server) Tell(kind, data string) { s.dispatch(kind, []byte(data)) }

// Guild is the server that people are on.
const Guild = "300"

// Channel is a channel of it, where people write.
const Channel = "301"

// Voice is a channel of it where people talk.
const Voice = "302"

// Command makes somebody use a command: in direct messages, or where channel is
// given, there on the server. It returns the interaction's number.
func (s *Server) Command(person, channel, command string, options ...Option) (id string) {
	return s.interact(person, channel, kindCommand, nil, happened{ID: "1", Name: command, Options: options, Resolved: resolve(options)})
}

// Type makes somebody type a word of a command, to be suggested how it goes on.
func (s *Server) Type(person, channel, command string, options ...Option) (id string) {
	return s.interact(person, channel, kindComplete, nil, happened{ID: "1", Name: command, Options: options})
}

// Press makes somebody press a choice, counted from 0, of the last message with
// choices that they see in a channel, or of one so many back. Of a channel
// that is empty it is their direct messages.
func (s *Server) Press(person, channel string, back, choice int) (id string) {
	if channel == "" {
		channel = roomOf(person)
	}
	s.mu.Lock()
	var with []*Message
	for _, m := range s.messages {
		if m.Channel == channel && (m.Only == "" || m.Only == person) && len(m.Choices) > 0 {
			with = append(with, m)
		}
	}
	m := with[len(with)-1-back]
	c := m.Choices[choice]
	s.mu.Unlock()
	return s.pressOn(person, m, c)
}

// PressCode makes somebody press a choice of a message in their direct messages
// by its code, also one that is not there any more.
func (s *Server) PressCode(person, message, code string) (id string) {
	s.mu.Lock()
	at := slices.IndexFunc(s.messages, func(m *Message) bool { return m.ID == message })
	m := s.messages[at]
	c := Choice{Code: code, list: slices.ContainsFunc(m.Choices, func(c Choice) bool { return c.list })}
	s.mu.Unlock()
	return s.pressOn(person, m, c)
}

// PressMessage makes somebody press a choice of a message, wherever it is and
// whoever sees it.
func (s *Server) PressMessage(person, message string, choice int) (id string) {
	s.mu.Lock()
	at := slices.IndexFunc(s.messages, func(m *Message) bool { return m.ID == message })
	m := s.messages[at]
	c := m.Choices[choice]
	s.mu.Unlock()
	return s.pressOn(person, m, c)
}

func (s *Server) pressOn(person string, m *Message, c Choice) string {
	data := happened{Code: c.Code, Component: button}
	if c.list {
		data = happened{Code: "list 0", Component: list, Values: []string{c.Code}}
	}
	return s.interact(person, m.Channel, kindPress, m, data)
}

func (s *Server) interact(person, channel string, kind int, pressed *Message, data happened) string {
	if channel == "" {
		channel = roomOf(person)
	}
	s.mu.Lock()
	i := &interaction{id: s.number(), kind: kind, person: person, channel: channel, at: time.Now(), pressed: pressed}
	i.token = "aW50-geheim-" + i.id
	s.interactions[i.token] = i
	h := happening{ID: i.id, App: Bot, Kind: kind, Token: i.token, Channel: channel, Locale: "en-US", Data: data, Version: 1}
	who := author{ID: person, Name: "somebody"}
	if i.private() {
		h.Context, h.User = 1, &who
	} else {
		h.Guild, h.Member, h.May = Guild, s.member(who), s.allowed
	}
	if pressed != nil {
		v := pressed.shown()
		h.Message = &v
	}
	s.mu.Unlock()
	if told := marshal(h); !s.deliver(told) {
		s.dispatch("INTERACTION_CREATE", told)
	}
	return i.id
}
