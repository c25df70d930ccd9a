package telegramtest

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"time"
)

// Fault is what a call meets instead of its answer. The effect is what would
// else have happened; it answers too.
type Fault func(w http.ResponseWriter, effect func(http.ResponseWriter))

// Refusal answers as Telegram does. The wait is in seconds; zero names none.
func Refusal(code int, said string, wait int) Fault {
	return func(w http.ResponseWriter, _ func(http.ResponseWriter)) {
		more := ""
		if wait > 0 {
			more = fmt.Sprintf(`,"parameters":{"retry_after":%d}`, wait)
		}
		w.WriteHeader(code)
		_, _ = fmt.Fprintf(w, `{"ok":false,"error_code":%d,"description":%s%s}`, code, quoted(said), more)
	}
}

// Bare answers with a code and nothing else, as what stands before a server
// does.
func Bare(code int) Fault {
	return func(w http.ResponseWriter, _ func(http.ResponseWriter)) { w.WriteHeader(code) }
}

// HangUp cuts the connection without an answer.
func HangUp(http.ResponseWriter, func(http.ResponseWriter)) { panic(http.ErrAbortHandler) }

// Hang lets the caller wait longer than callers do, and then hangs up.
func Hang(http.ResponseWriter, func(http.ResponseWriter)) {
	time.Sleep(time.Minute)
	panic(http.ErrAbortHandler)
}

// After lets the call take effect and answers with a fault all the same.
func After(f Fault) Fault {
	return func(w http.ResponseWriter, effect func(http.ResponseWriter)) {
		effect(httptest.NewRecorder())
		f(w, nil)
	}
}

// Fail lets the next calls of a method meet a fault each; nil is none.
func (s *Server) Fail(method string, all ...Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.failing[method] = all
}

// Break lets every send meet a fault, until one is nil.
func (s *Server) Break(f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.broken = f
}

// Plain says that markup is not understood.
func (s *Server) Plain() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.plain = true
}

func (s *Server) fault(c Call) Fault {
	if s.Interfere != nil {
		if f := s.Interfere(c); f != nil {
			return f
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if all := s.failing[c.Method]; len(all) > 0 {
		s.failing[c.Method] = all[1:]
		return all[0]
	}
	if c.Sends() {
		return s.broken
	}
	return nil
}
