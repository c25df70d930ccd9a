package telegramtest

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"
)

// longestPress is how long a press can be answered. Telegram does not publish
// it; libraries report from 15 seconds up.
const longestPress = 15 * time.Second

// Press lets somebody press a button, counted from 0, of the last message in
// their chat that has any, or of the one so many messages with buttons back.
func (s *Server) Press(who int64, back, choice int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := s.open(who).messages
	at := len(all) - 1
	for ; len(all[at].Buttons) == 0 || back > 0; at-- {
		if len(all[at].Buttons) > 0 {
			back--
		}
	}
	s.press(who, all[at].ID, private(who), all[at].Buttons[choice].Data)
}

// PressCode lets somebody press a button that a message in their chat had:
// the press may have been on its way when the message was changed.
func (s *Server) PressCode(who int64, message int, code string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.press(who, message, private(who), code)
}

// PressIn lets somebody press a button in any chat: the JSON of one.
func (s *Server) PressIn(who int64, chat, code string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.press(who, 5, `"chat":`+chat, code)
}

func (s *Server) press(who int64, message int, chat, code string) {
	s.pressed++
	id := "press " + strconv.Itoa(s.pressed)
	now := time.Now()
	s.callbacks[id] = now
	s.happen(fmt.Sprintf(`{"update_id":ID,"callback_query":{"id":%q,%s,"message":{"message_id":%d,"date":%d,%s},"data":%s}}`,
		id, from(who), message, now.Unix(), chat, quoted(code)))
}

func (s *Server) answerCallback(w http.ResponseWriter, c Call) {
	s.mu.Lock()
	defer s.mu.Unlock()
	id := c.Form.Get("callback_query_id")
	at, open := s.callbacks[id]
	delete(s.callbacks, id)
	if !open || c.At.Sub(at) > longestPress {
		Refusal(400, "Bad Request: query is too old and response timeout expired or query ID is invalid", 0)(w, nil)
		return
	}
	if !s.Forgetful {
		s.answered = append(s.answered, id)
	}
	result(w, "true")
}

// Answered returns which presses were answered in time, in order.
func (s *Server) Answered() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.answered)
}
