package discordtest

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"

	"unknot/adapters/border/bordertest"
)

// Transport returns a way to REST without a socket.
func (s *Server) Transport() http.RoundTripper {
	return bordertest.Transport(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.delay(r.URL.Path)
		s.ServeHTTP(w, r)
	}))
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
	*httptest.ResponseRecorder
	conn net.Conn
	from *bufio.Reader
}

// Hijack implements http.Hijacker.
func (h *hijacked) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	return h.conn, bufio.NewReadWriter(h.from, bufio.NewWriter(h.conn)), nil
}
