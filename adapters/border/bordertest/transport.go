// Package bordertest is what the platforms that tests run against have in common.
package bordertest

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httptrace"
)

// Transport returns a way to a server without a socket, so that it can be used in
// a bubble of testing/synctest. A server that panics with [http.ErrAbortHandler]
// hangs up; any other panic ends the test.
func Transport(server http.Handler) http.RoundTripper { return transport{server} }

type transport struct{ server http.Handler }

// RoundTrip implements http.RoundTripper.
func (t transport) RoundTrip(r *http.Request) (*http.Response, error) {
	if trace := httptrace.ContextClientTrace(r.Context()); trace != nil && trace.GotConn != nil {
		trace.GotConn(httptrace.GotConnInfo{Reused: true})
	}
	answered := make(chan *http.Response, 1) // nil: the server hung up
	go func() {
		if r.Body != nil {
			defer r.Body.Close() // as a transport has to
		}
		var said *http.Response
		defer func() {
			if v := recover(); v != nil && v != http.ErrAbortHandler {
				panic(v)
			}
			answered <- said
		}()
		w := httptest.NewRecorder()
		t.server.ServeHTTP(w, r)
		said = w.Result()
		said.Request = r
	}()
	select {
	case said := <-answered:
		if said == nil {
			return nil, io.ErrUnexpectedEOF
		}
		return said, nil
	case <-r.Context().Done():
		return nil, r.Context().Err()
	}
}
