package backup_test

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"unknot/adapters/boltstore"
	"unknot/bot"
	"unknot/bot/backup"
)

// dialled returns an embedded store as another process sees it.
func dialled(t *testing.T, s bot.Store) bot.Store {
	t.Helper()
	folder, err := os.MkdirTemp("", "unknot") // the path of a socket must be short
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(folder, "s")
	l, err := boltstore.Listen(path, s, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	far, err := boltstore.Dial(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		for _, err := range []error{far.Close(), l.Close(), os.RemoveAll(folder)} {
			if err != nil {
				t.Error(err)
			}
		}
	})
	return far
}

// A backup through the socket, while the bot saves one session after another:
// everybody is in it, and every record opens.
func TestBackupWhileServing(t *testing.T) {
	r := ring(t, 1)
	below := aStore(t, r)
	ctx, stop := context.WithCancel(t.Context())
	var bots sync.WaitGroup
	bots.Go(func() { serve(ctx, t, above(t, below, r)) })
	far := dialled(t, below)
	for range 5 {
		f, written := write(t, far, at(0))
		to := openBolt(t)
		restored, err := f.restore(to, backup.Options{Ring: r})
		if err != nil || restored != written || written.Documents != 3 || written.Records < 703 {
			t.Errorf("wrote %+v, restored %+v, %v", written, restored, err)
		}
	}
	stop()
	bots.Wait()
}

// serve saves sessions until the context ends.
func serve(ctx context.Context, t *testing.T, s bot.Store) {
	for i := 0; ctx.Err() == nil; i++ {
		for _, doc := range []bot.DocID{"a", "b"} {
			stored, err := s.Load(t.Context(), doc)
			if err != nil {
				t.Error(err)
				return
			}
			id := fmt.Sprint("session ", i)
			_, err = s.Commit(t.Context(), []bot.Change{{
				Doc: doc, Base: stored.Version, ID: bot.CommitID(id), Data: []byte(id),
				Records: []bot.Record{{Position: position(1000 + i), Data: []byte(id)}},
			}})
			if err != nil {
				t.Error(err)
				return
			}
		}
	}
}

// A restore works through the socket as well.
func TestRestoreThroughSocket(t *testing.T) {
	r := ring(t, 1)
	from := aStore(t, r)
	f, _ := write(t, from, at(0))
	to := openBolt(t)
	if _, err := f.restore(dialled(t, to), backup.Options{Ring: r}); err != nil {
		t.Fatal(err)
	}
	wantContents(t, above(t, to, r), contents(t, above(t, from, r)))
}
