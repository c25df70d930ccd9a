package discordtest

import (
	"encoding/json"
	"net/http"
	"regexp"
	"strconv"
	"sync"
	"testing"
	"time"
)

// Token is the token of the bot that the server knows.
const Token = "MTIz.Sehr-geheim_77.abcDEF"

// Bot is the number of the bot and of its application.
const Bot = "900"

// API is the address of REST to give to the adapter.
const API = "https://discord.test/api/v10"

// gateway is where the websocket is.
const gateway = "ws://gateway.discord.test"

// Server is Discord. Its methods are safe for use by many goroutines.
type Server struct {
	mu   sync.Mutex
	next int // the number of what comes next

	messages     []*Message
	shows        []Message // what people saw, and how it changed
	nonces       map[string]*Message
	interactions map[string]*interaction // by token
	commands     json.RawMessage
	opened       []string // people whose direct messages the bot opened
	closed       map[string]bool
	managers     []string
	allowed      string    // what the bot may in the channel, as Discord tells it
	barred       int       // why the bot may not write in the channel; 0: it may
	public       []Message // what everybody in the channel read
	calls        []Call
	faults       faults

	doors doors
	line  line
}

// Call is a call of REST that came in.
type Call struct {
	Method, Path string // the path without tokens
	Status       int
	At           time.Time
	Body         string
}

// New returns a server that ends with the test.
func New(t testing.TB) *Server {
	t.Helper()
	s := &Server{
		next: 1000, nonces: map[string]*Message{}, interactions: map[string]*interaction{},
		commands: json.RawMessage("[]"), closed: map[string]bool{},
	}
	s.line.at, s.line.beat, s.line.news, s.line.remaining = gateway, 41250*time.Millisecond, make(chan struct{}), 1000
	t.Cleanup(s.close)
	return s
}

// number returns a new number. Called with the lock.
func (s *Server) number() string {
	s.next++
	return strconv.Itoa(s.next)
}

// Calls returns the calls so far whose method and path match a pattern.
func (s *Server) Calls(pattern string) []Call {
	wanted := regexp.MustCompile(pattern)
	s.mu.Lock()
	defer s.mu.Unlock()
	var found []Call
	for _, c := range s.calls {
		if wanted.MatchString(c.Method + " " + c.Path) {
			found = append(found, c)
		}
	}
	return found
}

// refusal is how Discord refuses.
type refusal struct {
	status int
	Code   int    `json:"code"`
	Say    string `json:"message"`
}

func refuse(status, code int, say string) *refusal { return &refusal{status, code, say} }

func (r *refusal) write(w http.ResponseWriter) {
	w.WriteHeader(r.status)
	answer(w, r)
}

func answer(w http.ResponseWriter, value any) {
	text, _ := json.Marshal(value)
	_, _ = w.Write(text)
}
