package telegramtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"time"
)

// chat is what somebody has on their screen.
type chat struct {
	messages []Message
	shows    []Show
	numbers  int // of messages so far, also of those they wrote
	blocked  bool
}

// Message is a message of the bot as it stands in a chat.
type Message struct {
	ID      int
	Text    string // without the markup
	Buttons []Button
	Keys    string // the buttons as they were sent
	Silent  bool
	File    *File
	fileID  string
}

// Button is a button below a message.
type Button struct{ Label, Data string }

// Show is one change of what somebody sees.
type Show struct {
	Message
	At      time.Time
	Edited  bool // a message changed in its place
	Changed bool // false: an edit changed nothing
}

func (c *chat) number() int {
	c.numbers++
	return c.numbers
}

// open returns a chat, new or not. The lock is held.
func (s *Server) open(who int64) *chat {
	if s.chats[who] == nil {
		s.chats[who] = &chat{}
	}
	return s.chats[who]
}

// Seen returns the texts in a chat as somebody sees them, oldest first.
func (s *Server) Seen(who int64) []string {
	var all []string
	for _, m := range s.Messages(who) {
		all = append(all, m.Text)
	}
	return all
}

// Messages returns the messages of the bot in a chat, oldest first. A group
// has the number of the group.
func (s *Server) Messages(who int64) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.open(who).messages)
}

// Shows returns how what somebody sees changed since it was asked last.
func (s *Server) Shows(who int64) []Show {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.open(who)
	all := c.shows
	c.shows = nil
	return all
}

// Block lets somebody block the bot, or take that back.
func (s *Server) Block(who int64, blocked bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open(who).blocked = blocked
	status := "member"
	if blocked {
		status = "kicked"
	}
	s.happen(fmt.Sprintf(`{"update_id":ID,"my_chat_member":{%s,%s,"date":%d,"new_chat_member":{"status":%q}}}`, private(who), from(who), time.Now().Unix(), status))
}

// into returns the chat that a message is for. The lock is held.
func (s *Server) into(id string) (*chat, Fault) {
	number, err := strconv.ParseInt(id, 10, 64)
	switch c := s.chats[number]; {
	case err == nil && number < 0: // a group
		return s.open(number), nil
	case err != nil || c == nil:
		return nil, Refusal(400, "Bad Request: chat not found", 0)
	case c.blocked:
		return nil, Refusal(403, "Forbidden: bot was blocked by the user", 0)
	default:
		return c, nil
	}
}

func (s *Server) send(w http.ResponseWriter, call Call) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, m, refuse := s.accept(call)
	if refuse != nil {
		refuse(w, nil)
		return
	}
	m.ID = c.number()
	if s.Forgetful {
		c.messages = nil
	}
	c.messages = append(c.messages, m)
	s.shown(w, call, c, Show{Message: m, Changed: true})
}

func (s *Server) edit(w http.ResponseWriter, call Call) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, m, refuse := s.accept(call)
	if refuse != nil {
		refuse(w, nil)
		return
	}
	at := slices.IndexFunc(c.messages, func(m Message) bool { return strconv.Itoa(m.ID) == call.Form.Get("message_id") })
	if at < 0 {
		Refusal(400, "Bad Request: message to edit not found", 0)(w, nil)
		return
	}
	before := c.messages[at]
	if before.File != nil {
		Refusal(400, "Bad Request: there is no text in the message to edit", 0)(w, nil)
		return
	}
	m.ID, m.Silent = before.ID, before.Silent
	if before.Text == m.Text && before.Keys == m.Keys {
		s.shown(httptest.NewRecorder(), call, c, Show{Message: m, Edited: true})
		Refusal(400, "Bad Request: message is not modified: specified new message content and reply markup are exactly the same", 0)(w, nil)
		return
	}
	c.messages[at] = m
	s.shown(w, call, c, Show{Message: m, Edited: true, Changed: true})
}

// remove takes messages of the bot away.
func (s *Server) remove(w http.ResponseWriter, call Call) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var numbers []int
	c, refuse := s.into(call.Form.Get("chat_id"))
	if refuse == nil && json.Unmarshal([]byte(call.Form.Get("message_ids")), &numbers) != nil {
		refuse = Refusal(400, "Bad Request: can't parse message identifiers JSON object", 0)
	}
	if refuse != nil {
		refuse(w, nil)
		return
	}
	c.messages = slices.DeleteFunc(c.messages, func(m Message) bool { return slices.Contains(numbers, m.ID) })
	result(w, "true")
}

func (s *Server) shown(w http.ResponseWriter, call Call, c *chat, show Show) {
	show.At = call.At
	if !s.Forgetful {
		c.shows = append(c.shows, show)
	}
	result(w, fmt.Sprintf(`{"message_id":%d,"date":%d,"chat":{"id":%s,"type":"private"},"text":%s%s}`,
		show.ID, call.At.Unix(), call.Form.Get("chat_id"), quoted(show.Text), show.fileJSON()))
}
