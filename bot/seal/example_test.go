package seal_test

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"unknot/adapters/boltstore"
	"unknot/bot"
	"unknot/bot/seal"
)

func Example() {
	folder, err := os.MkdirTemp("", "unknot")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(folder)
	below, err := boltstore.Open(filepath.Join(folder, "unknot.db"), boltstore.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer below.Close()

	// `unknot key` makes a key and shows its text once; UNKNOT_KEY holds it.
	made, err := seal.NewKey(rand.Reader)
	if err != nil {
		fmt.Println(err)
		return
	}
	ring, err := seal.ParseRing(made.Reveal())
	if err != nil {
		fmt.Println(err)
		return
	}
	ctx := context.Background()
	store, err := seal.Open(ctx, below, ring, seal.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}

	done, err := store.Commit(ctx, []bot.Change{{Doc: "console:me", ID: "first", Data: []byte("hello")}})
	fmt.Println(done[0].Err, err)
	stored, err := store.Load(ctx, "console:me")
	fmt.Println(string(stored.Data), err)

	raw, err := below.Load(ctx, "console:me")
	fmt.Println(len(raw.Data), err)
	_, body, err := seal.Split(raw.Data)
	fmt.Println(err)
	// A body without its key is nothing, whoever has the master key.
	fmt.Println(errors.Is(ring.Verify("console:me", body), seal.ErrDamaged))
	// Output:
	// <nil> <nil>
	// hello <nil>
	// 125 <nil>
	// <nil>
	// true
}
