package discordtest

import (
	"encoding/json"
	"net/http"
	"slices"
)

// Message is a message as people see it.
type Message struct {
	ID      string
	Channel string
	Only    string // the one person who sees it; empty: everybody in the channel
	Text    string // without markup
	Content string // with it
	Choices []Choice
	Rows    int // of buttons or lists
	Files   []File
	Silent  bool   // came without a sound
	Called  string // the role that it calls; empty: nobody
	Waiting bool   // "is thinking"
	Edits   int
	LaidOut bool // of components alone

	owner string // the token of the interaction that it answers
}

// Choice is a button, or an item of a list.
type Choice struct {
	Label, Code string
	list        bool
}

// File is what goes with a message.
type File struct {
	Name, Type, Alt string
	Data            []byte
}

// Flags of messages.
const (
	flagNoEmbeds  = 1 << 2
	flagEphemeral = 1 << 6
	flagSilent    = 1 << 12
	flagLaidOut   = 1 << 15
)

// shown is a message as the bot is told of it.
type shown struct {
	ID      string `json:"id"`
	Channel string `json:"channel_id"`
	Content string `json:"content"`
	Author  author `json:"author"`
	Flags   int    `json:"flags"`
	Kind    int    `json:"type"`
}

type author struct {
	ID   string `json:"id"`
	Bot  bool   `json:"bot,omitempty"`
	Name string `json:"username"`
}

func (m *Message) shown() shown {
	v := shown{ID: m.ID, Channel: m.Channel, Content: m.Content, Author: author{ID: Bot, Bot: true, Name: "unknot"}, Flags: flagNoEmbeds}
	if m.Only != "" {
		v.Flags |= flagEphemeral
	}
	if m.LaidOut {
		v.Flags = v.Flags&^flagNoEmbeds | flagLaidOut
	}
	return v
}

// create is a message that the bot writes by itself: in direct messages, or in
// the channel of the server.
func (s *Server) create(channel string, c call) (any, *refusal) {
	if refused := s.admits(channel); refused != nil {
		return nil, refused
	}
	m, sent, refused := read(c)
	if refused != nil {
		return nil, refused
	}
	if m.Called != "" && channel != Channel {
		return nil, invalid("somebody may be mentioned")
	}
	if sent.Flags&^(flagNoEmbeds|flagSilent|flagLaidOut) != 0 {
		return nil, refuse(http.StatusBadRequest, 50035, "Invalid flags")
	}
	if known := s.nonces[sent.Nonce]; sent.Enforce && known != nil {
		return known.shown(), nil
	}
	m.Channel, m.Silent = channel, sent.Flags&flagSilent != 0
	s.keep(m)
	if sent.Enforce {
		s.nonces[sent.Nonce] = m
	}
	return m.shown(), nil
}

// admits reports why the bot may not write in a channel, if so.
func (s *Server) admits(channel string) *refusal {
	person, known := personIn(channel)
	switch {
	case channel == Channel && s.barred == 10003:
		return refuse(http.StatusNotFound, 10003, "Unknown Channel")
	case channel == Channel && s.barred != 0:
		return refuse(http.StatusForbidden, s.barred, "Missing")
	case !known && channel != Channel:
		return refuse(http.StatusNotFound, 10003, "Unknown Channel")
	case s.closed[person]:
		return refuse(http.StatusForbidden, 50007, "Cannot send messages to this user")
	}
	return nil
}

// Bar lets the bot not write in the channel, for one of Discord's reasons: 10003
// for one that is gone, 50001 and 50013 for one it may not see or write in; 0
// lets it.
func (s *Server) Bar(code int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.barred = code
}

// Public returns what the bot wrote that everybody in the channel reads, each
// message as it was at every moment.
func (s *Server) Public() []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.public)
}

func (s *Server) keep(m *Message) {
	m.ID = s.number()
	s.messages = append(s.messages, m)
	s.show(m)
}

// show notes what people see now. Called with the lock.
func (s *Server) show(m *Message) {
	if !m.Waiting {
		s.shows = append(s.shows, *m)
	}
	if _, private := personIn(m.Channel); !private && m.Only == "" {
		s.public = append(s.public, *m)
	}
}

// Shows returns how what somebody sees alone changed, in their direct messages or
// on the server, since it was asked last.
func (s *Server) Shows(person string) []Message {
	return s.taken(func(m Message) bool { return m.Channel == roomOf(person) || m.Only == person })
}

// News returns how what people see changed since it was asked last.
func (s *Server) News() []Message { return s.taken(func(Message) bool { return true }) }

// taken takes some of what changed.
func (s *Server) taken(which func(Message) bool) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	var found []Message
	s.shows = slices.DeleteFunc(s.shows, func(m Message) bool {
		if which(m) {
			found = append(found, m)
			return true
		}
		return false
	})
	return found
}

// change changes a message that the bot wrote, and that is no answer for one
// person alone.
func (s *Server) change(channel, id string, c call) (any, *refusal) {
	at := slices.IndexFunc(s.messages, func(m *Message) bool { return m.ID == id && m.Channel == channel && m.Only == "" })
	if at < 0 {
		return nil, refuse(http.StatusNotFound, 10008, "Unknown Message")
	}
	return s.rewrite(s.messages[at], c)
}

func (s *Server) remove(channel, id string) (any, *refusal) {
	which := func(m *Message) bool { return m.ID == id && m.Channel == channel && m.Only == "" }
	if !slices.ContainsFunc(s.messages, which) {
		return nil, refuse(http.StatusNotFound, 10008, "Unknown Message")
	}
	s.messages = slices.DeleteFunc(s.messages, which)
	return nil, nil
}

func (s *Server) rewrite(m *Message, c call) (any, *refusal) {
	fresh, sent, refused := read(c)
	switch {
	case refused != nil:
		return nil, refused
	case sent.Flags&^(flagNoEmbeds|flagLaidOut) != 0 || sent.Enforce, m.LaidOut && sent.Flags&flagLaidOut == 0:
		return nil, refuse(http.StatusBadRequest, 50035, "Invalid flags")
	}
	m.Text, m.Content, m.Choices, m.Rows, m.Files = fresh.Text, fresh.Content, fresh.Choices, fresh.Rows, fresh.Files
	m.LaidOut = fresh.LaidOut
	m.Waiting = false
	m.Edits++
	s.show(m)
	return m.shown(), nil
}

// roomOf is the channel of somebody's direct messages.
func roomOf(person string) string { return "5000" + person }

func personIn(channel string) (person string, known bool) {
	if len(channel) < 5 || channel[:4] != "5000" {
		return "", false
	}
	return channel[4:], true
}

func (s *Server) openRoom(body json.RawMessage) (any, *refusal) {
	var to struct {
		Person string `json:"recipient_id"`
	}
	if json.Unmarshal(body, &to) != nil || to.Person == "" {
		return nil, refuse(http.StatusBadRequest, 50035, "Invalid Form Body")
	}
	s.opened = append(s.opened, to.Person)
	return named{ID: roomOf(to.Person)}, nil
}

// Opened returns whose direct messages the bot opened.
func (s *Server) Opened() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.opened)
}

// CloseRoom closes somebody's direct messages, or opens them again.
func (s *Server) CloseRoom(person string, closed bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed[person] = closed
}

// Room returns the messages that the bot wrote into somebody's direct messages.
func (s *Server) Room(person string) []Message {
	return s.find(func(m *Message) bool { return m.Channel == roomOf(person) })
}

// SeenBy returns the messages of the bot in a channel that a person sees.
func (s *Server) SeenBy(person, channel string) []Message {
	return s.find(func(m *Message) bool { return m.Channel == channel && (m.Only == "" || m.Only == person) })
}

func (s *Server) find(which func(*Message) bool) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	var found []Message
	for _, m := range s.messages {
		if which(m) {
			found = append(found, *m)
		}
	}
	return found
}
