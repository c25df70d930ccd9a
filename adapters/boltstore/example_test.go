package boltstore_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"unknot/adapters/boltstore"
	"unknot/bot"
)

func Example() {
	folder, err := os.MkdirTemp("", "unknot")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(folder)

	clock := func() time.Time { return time.UnixMicro(1234567890) }
	store, err := boltstore.Open(filepath.Join(folder, "unknot.db"), boltstore.Options{Now: clock})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer store.Close()

	ctx := context.Background()
	change := bot.Change{Doc: "console:me", ID: "first", Data: []byte("hello")}
	done, err := store.Commit(ctx, []bot.Change{change})
	fmt.Println(done[0].Version, done[0].Err, err)

	change.ID = "second"
	done, err = store.Commit(ctx, []bot.Change{change})
	fmt.Println(done[0].Version, done[0].Err, err)

	stored, err := store.Load(ctx, "console:me")
	fmt.Println(string(stored.Data), err)
	// Output:
	// 1234567890 <nil> <nil>
	// 0 changed by somebody else meanwhile <nil>
	// hello <nil>
}
