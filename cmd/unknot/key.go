package main

import (
	"context"
	"crypto/rand"
	"fmt"

	"unknot/bot/seal"
)

// keyCommand is `unknot key`.
type keyCommand struct{}

// Run makes a master key and prints it, once: nothing keeps it.
func (*keyCommand) Run(p process) error {
	key, err := seal.NewKey(rand.Reader)
	if err != nil {
		return fmt.Errorf("make a key: %w", err)
	}
	if _, err := fmt.Fprintln(p.stdout, key.Reveal()); err != nil {
		return fmt.Errorf("print the key: %w", err)
	}
	fmt.Fprintln(p.stderr, "Keep it safe, apart from the data and its backups: without it nothing can be read.")
	return nil
}

// rotateKeyCommand is `unknot rotate-key`.
type rotateKeyCommand struct{}

// Run wraps everything in the first key of UNKNOT_KEY, so that the others can
// be taken out.
func (*rotateKeyCommand) Run(ctx context.Context, p process, c config) (err error) {
	if err := c.exists(); err != nil {
		return err
	}
	log := newLog(c, p.stderr)
	store, err := openStorage(ctx, c, log, beside)
	if err != nil {
		return err
	}
	defer func() { err = joined(err, store.Close()) }()
	if store.sealed == nil {
		return usageError("UNKNOT_KEY is not set: write the new key, and after it the old ones.")
	}
	if err := store.rotate(ctx); err != nil {
		return err
	}
	fmt.Fprintf(p.stdout, "Everything is wrapped in key %s now. Take the others out of UNKNOT_KEY and start again.\n", store.ring.Current().ID())
	return nil
}
