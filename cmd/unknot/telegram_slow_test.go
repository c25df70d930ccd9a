package main

import (
	"context"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"unknot/adapters/telegram/telegramtest"
)

// One chat into which every send hangs delays nobody else, although more updates
// come meanwhile than Telegram gives at once: they are answered as if it was not
// there. An update counts as received when it is saved, not when it is answered.
func TestOneSlowChatDelaysNobody(t *testing.T) {
	data := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		tr := &trouble{t: t, api: telegramtest.New(), patience: 10 * time.Minute, random: rand.New(rand.NewPCG(1, 1)), began: time.Now().Add(-160 * time.Minute)}
		tr.fault.call = func(_ *rand.Rand, c telegramtest.Call) telegramtest.Fault {
			if c.Form.Get("chat_id") == "99" && strings.HasPrefix(c.Form.Get("text"), "No session") {
				return telegramtest.Hang
			}
			return nil
		}
		tr.api.Interfere = tr.call
		service := telegramService(t, data, tr.api, &tr.log)
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() { ended <- service.run(ctx) }()
		var there sync.WaitGroup
		there.Go(func() {
			p := &troubled{trouble: tr, who: 99}
			for _, a := range screened() {
				p.does(a)
			}
			p.does(act{press: "Not now", shows: "All right, not now."})
			for range 8 {
				tr.api.Write(99, "progress")
				time.Sleep(25 * time.Second) // longer than a send may take
			}
		})
		for i := range 20 {
			there.Go(func() {
				p := &troubled{trouble: tr, who: int64(100 + i)}
				if c := p.all(wholeSession()); c.lost > 0 || c.late > 1 {
					t.Errorf("%d had to wait for %d s, %d answers are lost", p.who, c.late, c.lost)
				}
			})
		}
		there.Wait()
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		time.Sleep(2 * time.Minute)
		if tr.injected == 0 {
			t.Error("nothing was sent into the slow chat")
		}
		if err := service.store.Close(); err != nil {
			t.Error(err)
		}
	})
}
