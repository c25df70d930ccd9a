package discordtest

import (
	"encoding/json"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"regexp"
	"strings"
	"time"
)

// call is a call at work.
type call struct {
	method string
	path   []string // behind the version
	body   json.RawMessage
	files  []File
	query  string
}

// ServeHTTP implements http.Handler: REST, and where the client upgrades, the
// gateway.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("Upgrade") == "websocket" {
		s.attend(w, r)
		return
	}
	c := readCall(r)
	seen := &statusWriter{ResponseWriter: w}
	defer func() { s.note(c, seen.status) }()
	if fault, after := s.faults.next(c, s.whom(c)); fault != nil {
		if after {
			s.serve(discard{}, r, c)
		}
		fault(seen)
		return
	}
	s.serve(seen, r, c)
}

func (s *Server) serve(w http.ResponseWriter, r *http.Request, c call) {
	if c.path[0] != "interactions" && c.path[0] != "webhooks" && r.Header.Get("Authorization") != "Bot "+Token {
		refuse(http.StatusUnauthorized, 0, "401: Unauthorized").write(w)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	value, refused := s.route(c)
	switch {
	case refused != nil:
		refused.write(w)
	case value == nil:
		w.WriteHeader(http.StatusNoContent)
	default:
		answer(w, value)
	}
}

func (s *Server) route(c call) (any, *refusal) {
	switch {
	case c.is("GET gateway/bot"):
		return s.line.address(), nil
	case c.is("GET users/@me"):
		return named{ID: Bot, Name: "unknot"}, nil
	case c.is("GET applications/@me"):
		return named{ID: Bot, Name: "Unknot"}, nil
	case c.is("GET applications/" + Bot + "/commands"):
		return s.commands, nil
	case c.is("PUT applications/" + Bot + "/commands"):
		return s.overwrite(c.body)
	case c.is("POST users/@me/channels"):
		return s.openRoom(c.body)
	case c.is("POST channels/*/messages"):
		return s.create(c.path[1], c)
	case c.is("PATCH channels/*/messages/*"):
		return s.change(c.path[1], c.path[3], c)
	case c.is("DELETE channels/*/messages/*"):
		return s.remove(c.path[1], c.path[3])
	case c.is("POST interactions/*/*/callback"):
		return s.callback(c)
	case c.is("POST webhooks/" + Bot + "/*"):
		return s.followUp(c)
	case c.is("PATCH webhooks/" + Bot + "/*/messages/@original"):
		return s.changeOriginal(c)
	case c.is("DELETE webhooks/" + Bot + "/*/messages/@original"):
		return s.deleteOriginal(c)
	}
	return nil, refuse(http.StatusNotFound, 0, "404: Not Found")
}

type named struct {
	ID   string `json:"id"`
	Name string `json:"username"`
}

// is compares a call with a method and a path; a star is any part of it.
func (c call) is(pattern string) bool {
	pattern = "^" + strings.ReplaceAll(regexp.QuoteMeta(pattern), `\*`, `[^/]+`) + "$"
	return regexp.MustCompile(pattern).MatchString(c.method + " " + strings.Join(c.path, "/"))
}

// public is the path without tokens.
func (c call) public() string {
	path := append([]string{}, c.path...)
	if len(path) > 2 && (path[0] == "interactions" || path[0] == "webhooks") {
		path[2] = "TOKEN"
	}
	return strings.Join(path, "/")
}

func (s *Server) note(c call, status int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls = append(s.calls, Call{Method: c.method, Path: c.public(), Status: status, At: time.Now(), Body: string(c.body)})
}

func readCall(r *http.Request) call {
	path := strings.TrimPrefix(r.URL.Path, "/api/v10/")
	c := call{method: r.Method, path: strings.Split(path, "/"), query: r.URL.RawQuery}
	if r.Body == nil {
		return c
	}
	kind, params, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if kind != "multipart/form-data" {
		c.body, _ = io.ReadAll(r.Body)
		return c
	}
	for parts := multipart.NewReader(r.Body, params["boundary"]); ; {
		part, err := parts.NextPart()
		if err != nil {
			return c
		}
		text, _ := io.ReadAll(part)
		if part.FormName() == "payload_json" {
			c.body = text
			continue
		}
		c.files = append(c.files, File{Name: part.FileName(), Type: part.Header.Get("Content-Type"), Data: text})
	}
}

// statusWriter notes the status of an answer.
type statusWriter struct {
	http.ResponseWriter
	status int
}

// WriteHeader implements http.ResponseWriter.
func (w *statusWriter) WriteHeader(status int) {
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}

// Write implements http.ResponseWriter.
func (w *statusWriter) Write(p []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	return w.ResponseWriter.Write(p)
}

// discard is an answer that nobody gets.
type discard struct{}

func (discard) Header() http.Header         { return http.Header{} }
func (discard) WriteHeader(int)             {}
func (discard) Write(p []byte) (int, error) { return len(p), nil }
