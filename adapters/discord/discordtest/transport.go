package discordtest

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"strings"
)

// Transport returns a way to REST without a socket.
func (s *Server) Transport() http.RoundTripper { return transport{s} }

type transport struct{ server *Server }

// RoundTrip implements http.RoundTripper.
func (t transport) RoundTrip(r *http.Request) (*http.Response, error) {
	if trace := httptrace.ContextClientTrace(r.Context()); trace != nil && trace.GotConn != nil {
		trace.GotConn(httptrace.GotConnInfo{Reused: true})
	}
	answered := make(chan *recorder, 1)
	go func() {
		w := &recorder{}
		defer func() {
			if v := recover(); v == http.ErrAbortHandler { // the server hung up
				w = nil
			} else if v != nil {
				panic(v)
			}
			answered <- w
		}()
		t.server.delay(r.URL.Path)
		t.server.ServeHTTP(w, r)
	}()
	select {
	case w := <-answered:
		if w == nil {
			return nil, io.ErrUnexpectedEOF
		}
		return w.response(r), nil
	case <-r.Context().Done():
		return nil, r.Context().Err()
	}
}

// recorder keeps an answer.
type recorder struct {
	code   int
	header http.Header
	body   bytes.Buffer
}

// Header implements http.ResponseWriter.
func (w *recorder) Header() http.Header {
	if w.header == nil {
		w.header = http.Header{}
	}
	return w.header
}

// WriteHeader implements http.ResponseWriter.
func (w *recorder) WriteHeader(code int) { w.code = code }

// Write implements http.ResponseWriter.
func (w *recorder) Write(p []byte) (int, error) { return w.body.Write(p) }

func (w *recorder) response(r *http.Request) *http.Response {
	if w.code == 0 {
		w.code = http.StatusOK
	}
	return &http.Response{
		StatusCode: w.code, Status: http.StatusText(w.code), Header: w.Header(), Request: r,
		ProtoMajor: 1, ProtoMinor: 1, Body: io.NopCloser(&w.body), ContentLength: int64(w.body.Len()),
	}
}

// Behind tells the server at which address it is reached when it stands behind a
// socket; the gateway is there, too.
func (s *Server) Behind(address string) {
	s.line.mu.Lock()
	defer s.line.mu.Unlock()
	s.line.at = strings.Replace(address, "http", "ws", 1)
}

// Dial returns the client's end of a connection to the gateway.
func (s *Server) Dial(ctx context.Context, _, _ string) (net.Conn, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	here, there := net.Pipe()
	if !s.line.admit(here) {
		return nil, io.ErrUnexpectedEOF
	}
	go s.accept(here)
	return there, nil
}

// hijacked is an answer whose connection becomes a websocket.
type hijacked struct {
	recorder
	conn net.Conn
	from *bufio.Reader
}

// Hijack implements http.Hijacker.
func (h *hijacked) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	return h.conn, bufio.NewReadWriter(h.from, bufio.NewWriter(h.conn)), nil
}
