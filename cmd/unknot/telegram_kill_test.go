package main

import (
	"bytes"
	"math/rand/v2"
	"net/http/httptest"
	"os"
	"os/exec"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"unknot/adapters/boltstore"
	"unknot/adapters/telegram/telegramtest"
)

// usualServeKills is how often a serve on Telegram is killed when UNKNOT_KILLS
// says nothing.
const usualServeKills = 8

// served is a real serve on a Bot API server, in a process of its own.
type served struct {
	command *exec.Cmd
	stderr  bytes.Buffer
}

func startServe(t *testing.T, data, api string) *served {
	t.Helper()
	s := &served{command: exec.Command("unknot", "serve")}
	s.command.Env = []string{"HOME=" + data, "UNKNOT_DATA=" + data, "UNKNOT_LOG=debug", "UNKNOT_TELEGRAM_TOKEN=" + telegramtest.Token, "UNKNOT_TELEGRAM_API=" + api}
	s.command.Stderr = &s.stderr
	if err := s.command.Start(); err != nil {
		t.Fatal(err)
	}
	return s
}

// end ends the process by a signal, and returns what it logged.
func (s *served) end(signal os.Signal) string {
	_ = s.command.Process.Signal(signal)
	_ = s.command.Wait()
	return s.stderr.String()
}

// TestKillOnTelegram kills a serve with SIGKILL, again and again, in the
// middle of any call, while people do their sessions: some updates of a batch are handled
// then, some are not, and some are with no answer. Every press has one effect,
// every answer comes, and every session is kept once.
func TestKillOnTelegram(t *testing.T) {
	t.Parallel()
	want := number("UNKNOT_KILLS", usualServeKills)
	var kills, sessions int
	var sum came
	for kills < want && !t.Failed() {
		k, s, c := killedServe(t, uint64(kills))
		kills, sessions = kills+k, sessions+s
		sum.add(c)
	}
	t.Logf("killed %d times; %d presses and texts, %d answers lost, %d came twice, the latest after %d s; %d sessions, each kept once", kills, sum.acts, sum.lost, sum.doubled, sum.late, sessions)
}

// killedServe is one data folder and its people.
func killedServe(t *testing.T, seed uint64) (kills, sessions int, sum came) {
	const people = 16
	api, data := telegramtest.New(), t.TempDir()
	var calls atomic.Int64
	api.Interfere = func(telegramtest.Call) telegramtest.Fault { calls.Add(1); return nil }
	server := httptest.NewServer(api)
	defer server.Close()
	// What a dead process had in hand comes as soon as the next one starts. Nobody waits
	// for its lease, or for the network to be tried again for longer than a few seconds.
	tr := &trouble{t: t, api: api, patience: patience / 2, hurry: 40, random: rand.New(rand.NewPCG(seed, 9))}
	all := make([]came, people)
	var there sync.WaitGroup
	for i := range people {
		there.Go(func() {
			p := &troubled{trouble: tr, who: int64(100 + i)}
			for _, a := range wholeSession() {
				if !p.does(a) {
					break
				}
			}
			all[i] = p.counted()
		})
	}
	done := make(chan struct{})
	go func() { defer close(done); there.Wait() }()
	s := startServe(t, data, server.URL)
	for last := int64(tr.draw(100)); !isOver(done); {
		if calls.Load() < last {
			<-time.After(time.Millisecond)
			continue
		}
		tr.wantCleanLog(t, "level=INFO\n"+s.end(syscall.SIGKILL)) // which may have had no time to say anything
		s, last = startServe(t, data, server.URL), calls.Load()+10+int64(tr.draw(100))
		kills++
	}
	tr.wantCleanLog(t, s.end(syscall.SIGTERM))
	store, err := boltstore.Open(dataFile(data), boltstore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	for i, c := range all {
		sum.add(c)
		tr.kept(store, int64(100+i))
	}
	return kills, people, sum
}

// isOver reports whether a channel is closed.
func isOver(done chan struct{}) bool {
	select {
	case <-done:
		return true
	default:
		return false
	}
}
