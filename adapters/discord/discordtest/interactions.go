package discordtest

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"time"
)

// Kinds of interactions and of their callbacks.
const (
	kindCommand  = 2
	kindPress    = 3
	kindComplete = 4
	kindFilled   = 5

	callbackMessage    = 4
	callbackDefer      = 5
	callbackDeferPress = 6
	callbackUpdate     = 7
	callbackSuggest    = 8
	callbackModal      = 9

	answerWithin = 3 * time.Second
	tokenLives   = 15 * time.Minute
)

// interaction is a command or a press.
type interaction struct {
	id, token string
	kind      int
	person    string
	channel   string
	at        time.Time
	pressed   *Message
	callback  int           // of which kind the first answer was; 0: none yet
	answered  time.Duration // how long it took
	original  *Message
	choices   json.RawMessage // what was suggested
	modal     *Modal          // what was opened
}

// private reports whether it is in direct messages with the bot.
func (i *interaction) private() bool { return i.channel == roomOf(i.person) }

// live returns an interaction by its token while that is good.
func (s *Server) live(token string) (*interaction, *refusal) {
	i := s.interactions[token]
	switch {
	case i == nil:
		return nil, refuse(http.StatusNotFound, 10015, "Unknown Webhook")
	case time.Since(i.at) >= tokenLives:
		return nil, refuse(http.StatusUnauthorized, 50027, "Invalid Webhook Token")
	case i.callback == 0:
		return nil, refuse(http.StatusNotFound, 10015, "Unknown Webhook")
	}
	return i, nil
}

func (s *Server) callback(c call) (any, *refusal) {
	i := s.interactions[c.path[2]]
	switch {
	case i == nil || i.id != c.path[1] || time.Since(i.at) >= answerWithin && i.callback == 0:
		return nil, refuse(http.StatusNotFound, 10062, "Unknown interaction")
	case i.callback != 0:
		return nil, refuse(http.StatusBadRequest, 40060, "Interaction has already been acknowledged.")
	}
	var in struct {
		Kind int             `json:"type"`
		Data json.RawMessage `json:"data"`
	}
	_ = json.Unmarshal(c.body, &in)
	c.body = in.Data
	refused := s.take(i, in.Kind, c)
	if refused != nil {
		return nil, refused
	}
	i.callback, i.answered = in.Kind, time.Since(i.at)
	if !strings.Contains(c.query, "with_response=true") {
		return nil, nil
	}
	var result struct {
		Resource struct {
			Kind    int    `json:"type"`
			Message *shown `json:"message,omitempty"`
		} `json:"resource"`
	}
	result.Resource.Kind = in.Kind
	if i.original != nil {
		v := i.original.shown()
		result.Resource.Message = &v
	}
	return result, nil
}

// take does what a callback says.
func (s *Server) take(i *interaction, kind int, c call) *refusal {
	fits := map[int][]int{
		kindCommand: {callbackMessage, callbackDefer}, kindComplete: {callbackSuggest},
		kindPress:  {callbackMessage, callbackDefer, callbackDeferPress, callbackUpdate, callbackModal},
		kindFilled: {callbackMessage, callbackDefer, callbackDeferPress, callbackUpdate},
	}
	if !slices.Contains(fits[i.kind], kind) {
		return invalid("type")
	}
	switch kind {
	case callbackMessage:
		m, refused := s.reply(i, c)
		i.original = m
		return refused
	case callbackUpdate:
		i.original = i.pressed
		_, refused := s.rewrite(i.pressed, c)
		return refused
	case callbackDeferPress:
		i.original = i.pressed
	case callbackDefer:
		var in sent
		_ = json.Unmarshal(c.body, &in)
		i.original = &Message{Channel: i.channel, Waiting: true, owner: i.token}
		if in.Flags&flagEphemeral != 0 {
			i.original.Only = i.person
		}
		s.keep(i.original)
	case callbackSuggest:
		i.choices = c.body
	case callbackModal:
		return i.opens(c.body)
	}
	return nil
}

// reply writes a message as an answer.
func (s *Server) reply(i *interaction, c call) (*Message, *refusal) {
	m, in, refused := read(c)
	switch {
	case refused != nil:
		return nil, refused
	case in.Enforce, in.Nonce != "", m.Called != "", in.Flags&^(flagNoEmbeds|flagSilent|flagEphemeral|flagLaidOut) != 0:
		return nil, invalid("flags")
	}
	m.Channel, m.owner, m.Silent = i.channel, i.token, in.Flags&flagSilent != 0
	if in.Flags&flagEphemeral != 0 {
		m.Only = i.person
	}
	s.keep(m)
	return m, nil
}

func (s *Server) followUp(c call) (any, *refusal) {
	i, refused := s.live(c.path[2])
	if refused != nil {
		return nil, refused
	}
	m, refused := s.reply(i, c)
	if refused != nil {
		return nil, refused
	}
	return m.shown(), nil
}

func (s *Server) changeOriginal(c call) (any, *refusal) {
	i, refused := s.live(c.path[2])
	switch {
	case refused != nil:
		return nil, refused
	case i.original == nil:
		return nil, refuse(http.StatusNotFound, 10008, "Unknown Message")
	}
	return s.rewrite(i.original, c)
}

func (s *Server) deleteOriginal(c call) (any, *refusal) {
	i, refused := s.live(c.path[2])
	switch {
	case refused != nil:
		return nil, refused
	case i.original == nil:
		return nil, refuse(http.StatusNotFound, 10008, "Unknown Message")
	}
	s.messages = slices.DeleteFunc(s.messages, func(m *Message) bool { return m == i.original })
	i.original = nil
	return nil, nil
}

// Answer is what became of an interaction.
type Answer struct {
	Kind  int           // of the first callback; 0: there was none
	After time.Duration // how long it took
}

// Answered returns what became of an interaction.
func (s *Server) Answered(id string) Answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, i := range s.interactions {
		if i.id == id {
			return Answer{Kind: i.callback, After: i.answered}
		}
	}
	return Answer{}
}

// Suggested returns what was suggested to somebody who types.
func (s *Server) Suggested(id string) []Choice {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, i := range s.interactions {
		if i.id != id {
			continue
		}
		var in struct {
			Choices []struct {
				Name  string `json:"name"`
				Value string `json:"value"`
			} `json:"choices"`
		}
		_ = json.Unmarshal(i.choices, &in)
		var all []Choice
		for _, c := range in.Choices {
			all = append(all, Choice{Label: c.Name, Code: c.Value})
		}
		return all
	}
	return nil
}
