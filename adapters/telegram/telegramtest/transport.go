package telegramtest

import (
	"net"
	"net/http"
	"syscall"

	"unknot/adapters/border/bordertest"
)

// Transport returns a way to the server without a socket, so that it can be
// used in a bubble of testing/synctest.
func (s *Server) Transport() http.RoundTripper { return transport{s, bordertest.Transport(s)} }

// Leave takes the server away, for who comes without a socket, or brings it
// back: no connection is taken then, so that no call can have an effect.
func (s *Server) Leave(away bool) { s.away.Store(away) }

type transport struct {
	server *Server
	to     http.RoundTripper
}

// RoundTrip implements http.RoundTripper.
func (t transport) RoundTrip(r *http.Request) (*http.Response, error) {
	if t.server.away.Load() {
		return nil, &net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED}
	}
	return t.to.RoundTrip(r)
}
