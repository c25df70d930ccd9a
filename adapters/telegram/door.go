package telegram

import (
	"context"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"path"
	"sync"
	"time"

	"unknot/adapters/border"
	"unknot/bot"
)

const (
	// longestUpdate is far above what an update needs: its text has at most
	// 4096 characters, and the message it answers as many.
	longestUpdate = 1 << 20
	secretHeader  = "X-Telegram-Bot-Api-Secret-Token"
)

// door is where Telegram's requests come in. It answers 200 only to what is
// saved: Telegram repeats all else, and sends the next update of a chat only
// when the one before was answered with 200, so that the order is kept.
type door struct {
	t       *Telegram
	handler bot.Handler
	name    string // the bot's own
	group   sync.WaitGroup
}

// listen lets updates in until ctx ends or the token is withdrawn, and then
// waits for those that are in.
func (t *Telegram) listen(ctx context.Context, h bot.Handler, name string) error {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", t.hook.listen)
	if err != nil {
		err = &callError{method: "listen on the address of --telegram-listen (UNKNOT_TELEGRAM_LISTEN)", cause: border.Cause(ctx, err)}
		t.log.ErrorContext(ctx, err.Error())
		return err
	}
	ctx, cancel := context.WithCancelCause(ctx)
	d := &door{t: t, handler: h, name: name}
	server := d.server(ctx)
	d.group.Go(func() { cancel(t.keepWebhook(ctx)) })
	d.group.Go(func() {
		<-ctx.Done()
		_ = server.Shutdown(context.WithoutCancel(ctx)) // whoever waits for it has a limit
	})
	err = server.Serve(listener)
	cancel(err)
	d.group.Wait()
	return context.Cause(ctx)
}

func (d *door) server(ctx context.Context) *http.Server {
	return &http.Server{
		Handler:           d,
		BaseContext:       func(net.Listener) context.Context { return ctx },
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       15 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          log.New(io.Discard, "", 0), // it tells addresses
	}
}

// ServeHTTP implements http.Handler.
func (d *door) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if code := d.refusal(r); code != 0 {
		d.t.strange(r.Context())
		w.WriteHeader(code)
		return
	}
	raw, err := io.ReadAll(http.MaxBytesReader(w, r.Body, longestUpdate))
	if _, long := errors.AsType[*http.MaxBytesError](err); long {
		d.t.strange(r.Context())
		w.WriteHeader(http.StatusRequestEntityTooLarge)
		return
	}
	if err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	if d.take(r.Context(), raw) {
		w.WriteHeader(http.StatusOK)
		return
	}
	w.WriteHeader(http.StatusServiceUnavailable)
}

// refusal returns the code for a request that is none of Telegram's, or 0.
// Nothing of its body is read. Only the last part of the path is looked at: a
// proxy may hand on the whole or cut off what is before.
func (d *door) refusal(r *http.Request) int {
	switch {
	case !same(path.Base(r.URL.Path), d.t.hook.path):
		return http.StatusNotFound
	case r.Method != http.MethodPost:
		return http.StatusMethodNotAllowed
	case !same(r.Header.Get(secretHeader), d.t.hook.secret):
		return http.StatusForbidden
	}
	return 0
}

// same compares in a time that tells nothing about where they differ.
func same(got, want string) bool { return subtle.ConstantTimeCompare([]byte(got), []byte(want)) == 1 }

// take handles an update, and says whether it is finished.
func (d *door) take(ctx context.Context, raw json.RawMessage) (finished bool) {
	u, err := decode(raw)
	if err != nil {
		d.t.skip(ctx, u)
		return true
	}
	if u.Callback != nil {
		d.group.Go(func() { d.t.release(context.WithoutCancel(ctx), u.Callback.ID) })
	}
	e, ok := d.t.read(ctx, u, d.name)
	if !ok {
		return true
	}
	switch err := border.Guarded(func() error { return d.handler.Handle(ctx, e) }); {
	case err == nil:
		return true
	case errors.Is(err, bot.ErrLater), ctx.Err() != nil:
		d.t.log.WarnContext(ctx, "telegram: store away, Telegram delivers the event again")
		return false
	default:
		d.t.unhandled(ctx, e, err)
		return true
	}
}
