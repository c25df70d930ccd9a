package main

import (
	"context"
	"errors"
)

// backupCommand is `unknot backup`.
type backupCommand struct {
	File string `arg:"" help:"File to write; the keys go to FILE.keys."`
}

// Run writes everything that is kept.
func (b *backupCommand) Run(ctx context.Context, p process, c config) error {
	return errors.New("TODO")
}

// restoreCommand is `unknot restore`.
type restoreCommand struct {
	File string `arg:"" help:"File that unknot backup wrote."`
}

// Run reads a backup into an empty store.
func (r *restoreCommand) Run(ctx context.Context, p process, c config) error {
	return errors.New("TODO")
}
