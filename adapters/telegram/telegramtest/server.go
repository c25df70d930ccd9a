package telegramtest

import (
	"encoding/json"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// What a server begins with.
const (
	Token  = "987654:Sehr-geheim_77"
	Person = 77   // somebody whose chat is open
	First  = 1000 // the number of the first update
	Name   = "unknot_bot"
)

// Server is a Bot API server. Its chats and updates are its own; its methods
// are safe for use by many goroutines. One that is used in a bubble of
// testing/synctest is made there.
type Server struct {
	// Interfere, if not nil, is asked about every call before it is answered.
	// It is set before the first call.
	Interfere func(Call) Fault
	// Shuffle, if not nil, puts the updates of every answer into an order of
	// its own.
	Shuffle *rand.Rand
	// Forgetful says that of every chat only the last message is kept.
	Forgetful bool
	// Limits are what the server bears; zero bears everything.
	Limits Limits

	away atomic.Bool

	mu      sync.Mutex
	failing map[string][]Fault // by method, one for each call
	broken  Fault              // for all sends
	plain   bool               // markup is not understood

	calls     map[string]int    // by method, those that took effect
	webhook   url.Values        // as it was set last
	profile   map[string]string // what was set, by method, scope and language
	files     []File            // that were uploaded; the ID of each is its place
	queue     queue
	chats     map[int64]*chat
	callbacks map[string]time.Time // presses that are not answered yet
	answered  []string             // the IDs of those that are
	pressed   int                  // how many presses there were
	rates     rates
}

// New returns a server on which the chat of Person is open.
func New() *Server {
	s := &Server{failing: map[string][]Fault{}, calls: map[string]int{}, profile: map[string]string{}, chats: map[int64]*chat{}, callbacks: map[string]time.Time{}}
	s.queue.next, s.queue.news = First, make(chan struct{})
	s.chats[Person] = &chat{}
	return s
}

// Call is one call of a method.
type Call struct {
	Method string
	Form   url.Values
	File   *File // that was uploaded
	At     time.Time
}

// Sends reports whether a call shows something in a chat.
func (c Call) Sends() bool {
	return strings.HasPrefix(c.Method, "send") || strings.HasPrefix(c.Method, "edit")
}

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	method, ok := strings.CutPrefix(r.URL.Path, "/bot"+Token+"/")
	if !ok {
		Refusal(401, "Unauthorized", 0)(w, nil)
		return
	}
	_ = r.ParseMultipartForm(mostUpload)
	call := Call{Method: method, Form: r.PostForm, File: uploadedIn(r), At: time.Now()}
	effect := func(w http.ResponseWriter) { s.serve(w, r, call) }
	if fault := s.fault(call); fault != nil {
		fault(w, effect)
		return
	}
	effect(w)
}

func (s *Server) serve(w http.ResponseWriter, r *http.Request, call Call) {
	s.mu.Lock()
	s.calls[call.Method]++
	s.mu.Unlock()
	switch call.Method {
	case "getMe":
		result(w, `{"id":1,"is_bot":true,"first_name":"Unknot","username":"`+Name+`"}`)
	case "getUpdates":
		s.getUpdates(w, r, call.Form)
	case "setWebhook", "deleteWebhook":
		s.setWebhook(w, call)
	case "setMyCommands", "setMyDescription", "setMyShortDescription":
		s.setProfile(w, call)
	case "getMyCommands", "getMyDescription", "getMyShortDescription":
		s.getProfile(w, call)
	case "getWebhookInfo":
		s.webhookInfo(w)
	case "sendMessage", "sendPhoto", "sendDocument":
		s.send(w, call)
	case "editMessageText":
		s.edit(w, call)
	case "deleteMessages":
		s.remove(w, call)
	case "answerCallbackQuery":
		s.answerCallback(w, call)
	default:
		Refusal(404, "Not Found: method not found", 0)(w, nil)
	}
}

// Calls returns how many calls of a method took effect.
func (s *Server) Calls(method string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.calls[method]
}

// result answers a call with JSON.
func result(w http.ResponseWriter, text string) {
	_, _ = w.Write([]byte(`{"ok":true,"result":` + text + `}`))
}

// quoted returns a text as JSON has it.
func quoted(text string) string {
	q, _ := json.Marshal(text)
	return string(q)
}
