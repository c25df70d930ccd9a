package telegram_test

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/synctest"

	"unknot/adapters/telegram/telegramtest"
)

const (
	token  = telegramtest.Token
	person = telegramtest.Person
)

// fake is a Bot API server behind a socket, or in a bubble without one.
type fake struct {
	*telegramtest.Server
	server *httptest.Server // nil in a bubble
	api    string
	way    http.RoundTripper // nil: over the socket
}

func newFake(t *testing.T) *fake {
	t.Helper()
	f := &fake{Server: telegramtest.New()}
	f.server = httptest.NewServer(f)
	f.api = f.server.URL
	t.Cleanup(f.server.Close)
	return f
}

// bubble runs a test with a fake in a bubble, where waiting takes no time.
func bubble(t *testing.T, test func(t *testing.T, f *fake)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		s := telegramtest.New()
		test(t, &fake{Server: s, api: "http://api", way: s.Transport()})
	})
}

// write lets the person write.
func (f *fake) write(text string) { f.Write(person, text) }
