package redisstore_test

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"unknot/bot"
)

// proxy stands between a store and its server. It hands everything on, and
// loses the answers to the next few scripts together with the connection.
type proxy struct {
	listener net.Listener
	to       string
	lose     atomic.Int64
}

func startProxy(t *testing.T, s *server) *proxy {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	p := &proxy{listener: l, to: s.addr()}
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go p.serve(conn)
		}
	}()
	return p
}

func (p *proxy) url() string { return "redis://" + p.listener.Addr().String() + "/0" }

func (p *proxy) serve(conn net.Conn) {
	defer conn.Close()
	server, err := net.Dial("tcp", p.to)
	if err != nil {
		return
	}
	defer server.Close()
	var losing atomic.Bool
	go func() {
		defer conn.Close()
		b := make([]byte, 1<<16)
		for {
			n, err := server.Read(b)
			if err != nil || losing.Load() {
				return // the answer was there, and is gone
			}
			if _, err := conn.Write(b[:n]); err != nil {
				return
			}
		}
	}()
	b := make([]byte, 1<<16)
	for {
		n, err := conn.Read(b)
		if err != nil {
			return
		}
		if bytes.Contains(b[:n], []byte("evalsha")) && p.lose.Add(-1) >= 0 {
			losing.Store(true)
		}
		if _, err := server.Write(b[:n]); err != nil {
			return
		}
		if losing.Load() {
			_, _ = io.Copy(io.Discard, conn)
			return
		}
	}
}

// runs returns how many scripts a server ran since it was asked last.
func runs(t *testing.T, s *server) string {
	t.Helper()
	c := s.client(t, 0)
	text, err := c.Info(t.Context(), "commandstats").Result()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.ConfigResetStat(t.Context()).Err(); err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(text, "cmdstat_evalsha:calls=")
	calls, _, _ := strings.Cut(rest, ",")
	return calls
}

// TestLostAnswers proves what the client repeats by itself: a commit, which is
// made for it, and never a claim, of which the second run would take others.
func TestLostAnswers(t *testing.T) {
	server := start(t)
	p := startProxy(t, server)
	s := open(t, p.url(), nil)
	past := bot.Wakes{Urgent: time.Now().Add(-time.Hour)}
	version := commit(t, s, bot.Change{Doc: "0", ID: "c1", Wakes: past})
	for _, doc := range []bot.DocID{"1", "2"} {
		commit(t, s, bot.Change{Doc: doc, ID: "c1", Wakes: past})
	}
	runs(t, server)

	p.lose.Store(2)
	commit(t, s, bot.Change{Doc: "0", Base: version, ID: "c2", Wakes: past, Records: []bot.Record{{Position: 1}}})
	if got := runs(t, server); got != "3" {
		t.Errorf("a commit whose answer was lost twice ran %s times, want 3", got)
	}
	if archived, err := s.Archive(t.Context(), "0"); err != nil || len(archived) != 0 {
		t.Errorf("its record was written again: %v, %v", archived, err)
	}

	p.lose.Store(1)
	if claimed, err := s.Claim(t.Context(), bot.Urgent, 1, time.Hour); err == nil {
		t.Errorf("a claim whose answer was lost returned %v", claimed.Due)
	}
	if got := runs(t, server); got != "1" {
		t.Errorf("a claim whose answer was lost ran %s times, want 1", got)
	}
	claimed, err := s.Claim(t.Context(), bot.Urgent, 16, time.Hour)
	if err != nil || len(claimed.Due) != 2 {
		t.Errorf("then %d are left, %v, want 2", len(claimed.Due), err)
	}
}

// TestScriptsAreLoadedAgain covers a server that forgot its scripts.
func TestScriptsAreLoadedAgain(t *testing.T) {
	server := start(t)
	s := open(t, server.url(0), nil)
	c := server.client(t, 0)
	version := bot.Version(0)
	for range 3 {
		if err := c.ScriptFlush(t.Context()).Err(); err != nil {
			t.Fatal(err)
		}
		version = commit(t, s, bot.Change{Doc: "a", Base: version, ID: bot.CommitID(fmt.Sprint(version))})
	}
}
