package telegram_test

import (
	"net/http/httptest"
	"testing"

	"unknot/adapters/telegram/telegramtest"
)

const (
	token  = telegramtest.Token
	person = telegramtest.Person
)

// fake is a Bot API server behind a socket.
type fake struct {
	*telegramtest.Server
	server *httptest.Server
}

func newFake(t *testing.T) *fake {
	t.Helper()
	f := &fake{Server: telegramtest.New()}
	f.server = httptest.NewServer(f)
	t.Cleanup(f.server.Close)
	return f
}

// write lets the person write.
func (f *fake) write(text string) { f.Write(person, text) }
