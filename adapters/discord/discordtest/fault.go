package discordtest

import (
	"fmt"
	"net/http"
	"regexp"
	"sync"
	"time"
)

// Fault answers a call otherwise than Discord would.
type Fault func(w http.ResponseWriter)

// Refusal answers with one of Discord's errors.
func Refusal(status, code int) Fault {
	return func(w http.ResponseWriter) { refuse(status, code, "refused: zwickmuehle").write(w) }
}

// TooMany is a 429, of one bucket or of all.
func TooMany(seconds float64, global bool) Fault {
	return func(w http.ResponseWriter) {
		w.Header().Set("Retry-After", fmt.Sprint(seconds))
		if global {
			w.Header().Set("X-RateLimit-Global", "true")
		}
		w.Header().Set("X-RateLimit-Reset-After", "nonsense")
		w.WriteHeader(http.StatusTooManyRequests)
		answer(w, struct {
			Say    string  `json:"message"`
			After  float64 `json:"retry_after"`
			Global bool    `json:"global"`
		}{"You are being rate limited.", seconds, global})
	}
}

// Shut is the 429 of what stands before Discord: it speaks HTML.
func Shut(seconds int) Fault {
	return func(w http.ResponseWriter) {
		w.Header().Set("Retry-After", fmt.Sprint(seconds))
		w.WriteHeader(http.StatusTooManyRequests)
		_, _ = w.Write([]byte("<!DOCTYPE html><title>Access denied</title>"))
	}
}

// Nothing answers that it went well, and says nothing more.
func Nothing(w http.ResponseWriter) { w.WriteHeader(http.StatusNoContent) }

// HangUp cuts the connection without an answer.
func HangUp(http.ResponseWriter) { panic(http.ErrAbortHandler) }

// Silence answers nothing for so long that nobody waits for it.
func Silence(http.ResponseWriter) {
	<-time.After(25 * time.Second)
	panic(http.ErrAbortHandler)
}

// faults are what goes wrong next.
type faults struct {
	mu     sync.Mutex
	draw   func(call, person string) (fault Fault, after bool)
	all    []*planned
	slow   *regexp.Regexp
	slowly time.Duration
}

type planned struct {
	calls *regexp.Regexp
	fault Fault
	after bool // the call takes effect
	left  int  // how often; below zero always
}

// Break lets calls whose method and path match a pattern fail so often, below
// zero until Mend.
func (s *Server) Break(pattern string, times int, fault Fault) { s.plan(pattern, times, fault, false) }

// BreakAfter is Break for calls that take effect all the same.
func (s *Server) BreakAfter(pattern string, times int, fault Fault) {
	s.plan(pattern, times, fault, true)
}

// Interfere lets draw say, for each call by its method and path and for whom it
// is, which fault it meets and whether it takes effect all the same; no fault is
// nil.
func (s *Server) Interfere(draw func(call, person string) (fault Fault, after bool)) {
	s.faults.mu.Lock()
	defer s.faults.mu.Unlock()
	s.faults.draw = draw
}

func (s *Server) plan(pattern string, times int, fault Fault, after bool) {
	s.faults.mu.Lock()
	defer s.faults.mu.Unlock()
	s.faults.all = append(s.faults.all, &planned{regexp.MustCompile(pattern), fault, after, times})
}

// Slow makes calls whose path matches a pattern take so long.
func (s *Server) Slow(pattern string, d time.Duration) {
	s.faults.mu.Lock()
	defer s.faults.mu.Unlock()
	s.faults.slow, s.faults.slowly = regexp.MustCompile(pattern), d
}

func (s *Server) delay(path string) {
	s.faults.mu.Lock()
	slow, d := s.faults.slow, s.faults.slowly
	s.faults.mu.Unlock()
	if slow != nil && slow.MatchString(path) {
		<-time.After(d)
	}
}

// Mend lets everything work again.
func (s *Server) Mend() {
	s.faults.mu.Lock()
	defer s.faults.mu.Unlock()
	s.faults.all = nil
}

// whom returns for whom a call is, or "".
func (s *Server) whom(c call) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case len(c.path) > 2 && s.interactions[c.path[2]] != nil:
		return s.interactions[c.path[2]].person
	case len(c.path) > 1 && c.path[0] == "channels":
		person, _ := personIn(c.path[1])
		return person
	}
	return ""
}

func (f *faults) next(c call, person string) (fault Fault, after bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.draw != nil {
		if fault, after = f.draw(c.method+" "+c.public(), person); fault != nil {
			return fault, after
		}
	}
	for _, p := range f.all {
		if p.left == 0 || !p.calls.MatchString(c.method+" "+c.public()) {
			continue
		}
		p.left--
		return p.fault, p.after
	}
	return nil, false
}
