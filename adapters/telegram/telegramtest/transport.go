package telegramtest

import (
	"bytes"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"syscall"
)

// Transport returns a way to the server without a socket, so that it can be
// used in a bubble of testing/synctest.
func (s *Server) Transport() http.RoundTripper { return transport{s} }

// Leave takes the server away, for who comes without a socket, or brings it
// back: no connection is taken then, so that no call can have an effect.
func (s *Server) Leave(away bool) { s.away.Store(away) }

type transport struct{ server *Server }

// RoundTrip implements http.RoundTripper.
func (t transport) RoundTrip(r *http.Request) (*http.Response, error) {
	if t.server.away.Load() {
		return nil, &net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED}
	}
	if trace := httptrace.ContextClientTrace(r.Context()); trace != nil && trace.GotConn != nil {
		trace.GotConn(httptrace.GotConnInfo{Reused: true})
	}
	if r.Body != nil {
		defer r.Body.Close() // as a transport has to
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
