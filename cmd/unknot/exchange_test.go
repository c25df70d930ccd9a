package main

import (
	"bytes"
	"context"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"unknot/bot"
	"unknot/bot/seal"
)

// comes lets somebody new agree, and returns what the bot made of it.
func (s *scripted) comes(doc bot.DocID) error {
	s.events <- bot.Event{ID: bot.EventID("agree " + doc), Doc: doc, Chat: "eve", Kind: bot.EventTap, Tap: bot.Tap{Do: bot.TapConsent, Arg: "1"}.Code()}
	return <-s.acked
}

// A bot that runs on with the old key while it is exchanged takes nobody new,
// says what to do, and is not ready. With both keys it takes them.
func TestAServeThatMissesAnExchange(t *testing.T) {
	key, next, data := made(t), made(t), "UNKNOT_DATA="+t.TempDir()
	here := newScripted("here")
	s := serve(t, []string{data, "UNKNOT_KEY=" + key}, here.asPlatform())
	if err := here.comes("here:ada"); err != nil {
		t.Fatal(err)
	}
	both := []string{data, "UNKNOT_KEY=" + next + " " + key}
	if got := start(t, both, "rotate-key"); got.code != exitDone {
		t.Fatal(got.stderr)
	}
	if err := here.comes("here:eve"); err == nil {
		t.Error("somebody new was sealed under a retired key")
	}
	if code, body := s.ask("/readyz"); code != http.StatusServiceUnavailable || !strings.Contains(body, "the key was exchanged: restart with the new key first in UNKNOT_KEY") {
		t.Errorf("/readyz: %d %s", code, body)
	}
	s.ends()
	if log := s.stderr.String(); strings.Count(log, "the key was exchanged: restart") != 1 || !strings.Contains(log, "ERROR") {
		t.Errorf("the log is %q", log)
	}
	again := newScripted("here")
	after := serve(t, both, again.asPlatform())
	if err := again.comes("here:eve"); err != nil {
		t.Errorf("with both keys: %v", err)
	}
	if code, body := after.ask("/readyz"); code != http.StatusOK {
		t.Errorf("with both keys: %d %s", code, body)
	}
	after.ends()
}

// Where nobody new comes, it is seen within a minute.
func TestAnExchangeIsSeenWithinAMinute(t *testing.T) {
	key, next := made(t), made(t)
	synctest.Test(t, func(t *testing.T) {
		s, err := openBelow(t.Context(), config{Data: t.TempDir()}, slog.New(slog.DiscardHandler), alone)
		if err != nil {
			t.Fatal(err)
		}
		defer s.below.Close()
		var log bytes.Buffer
		s.sealed = sealedWith(t, s.below, &log, key)
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		go s.watchKey(ctx)
		sealedWith(t, s.below, &bytes.Buffer{}, next+" "+key) // the exchange begins
		time.Sleep(3 * lookAtKeyEvery)
		synctest.Wait()
		if !s.exchanged() || strings.Count(log.String(), "the key was exchanged") != 1 {
			t.Errorf("exchanged: %v, log: %q", s.exchanged(), &log)
		}
	})
}

func sealedWith(t *testing.T, below bot.Store, log *bytes.Buffer, keys string) *seal.Store {
	t.Helper()
	ring, err := seal.ParseRing(keys)
	if err != nil {
		t.Fatal(err)
	}
	s, err := seal.Open(t.Context(), below, ring, seal.Options{Log: slog.New(slog.NewTextHandler(log, nil))})
	if err != nil {
		t.Fatal(err)
	}
	return s
}
