package backup_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"

	"unknot/adapters/boltstore"
	"unknot/bot"
	"unknot/bot/backup"
)

// A store is copied into another one, which may be of any kind.
func Example() {
	folder, err := os.MkdirTemp("", "unknot")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(folder)
	from, err := boltstore.Open(filepath.Join(folder, "from.db"), boltstore.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer from.Close()
	to, err := boltstore.Open(filepath.Join(folder, "to.db"), boltstore.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer to.Close()

	ctx := context.Background()
	_, err = from.Commit(ctx, []bot.Change{{Doc: "console:me", ID: "first", Data: []byte("hello")}})
	if err != nil {
		fmt.Println(err)
		return
	}
	var file bytes.Buffer // the store is not sealed, so there is no keys file
	s, err := backup.Write(ctx, from, &file, nil, backup.WriteOptions{})
	fmt.Println(s.Documents, s.Sealed, err)

	s, err = backup.Restore(ctx, bytes.NewReader(file.Bytes()), nil, to, backup.Options{})
	fmt.Println(s.Documents, s.LeftOut, err)
	stored, err := to.Load(ctx, "console:me")
	fmt.Println(string(stored.Data), err)

	cut := file.Bytes()[:file.Len()-1]
	_, err = backup.Check(bytes.NewReader(cut))
	fmt.Println(err)
	_, err = backup.Restore(ctx, bytes.NewReader(file.Bytes()), nil, to, backup.Options{})
	fmt.Println(err)
	// Output:
	// 1 false <nil>
	// 1 0 <nil>
	// hello <nil>
	// the backup cannot be used: it is damaged or cut short: copy it again from where you keep it, or use another one
	// restore: the store is not empty: restore into an empty one, by another data folder or another Redis database
}
