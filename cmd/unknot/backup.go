package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"unknot/bot/backup"
)

// keysFile is the name of the file of wrapped keys beside a backup. There is
// one for all backups of a folder: only the newest is kept, so that erasing
// somebody makes the older backups unreadable for them.
const keysFile = "unknot.keys"

// keysBeside is where the keys of a backup are when nothing else is said.
func keysBeside(file, keys string) string {
	if keys != "" {
		return keys
	}
	return filepath.Join(filepath.Dir(file), keysFile)
}

// backupCommand is `unknot backup`.
type backupCommand struct {
	File string `arg:"" help:"File to write. It must not be there yet."`
	Keys string `placeholder:"FILE" help:"Where the keys of a sealed store go; the one before is replaced. Default: unknot.keys beside the file."`
}

// Run writes everything that is kept to a file, also while serve runs.
func (b *backupCommand) Run(ctx context.Context, p process, c config) (err error) {
	if _, err := os.Lstat(b.File); err == nil {
		return usageError(fmt.Sprintf("%s is there already: write another name, a backup replaces nothing.", b.File))
	}
	name := keysBeside(b.File, b.Keys)
	if err := mayReplace(b.File, name); err != nil {
		return err
	}
	if err := c.exists(); err != nil {
		return err
	}
	store, err := openBelow(ctx, c, newLog(c, p.stderr), beside)
	if err != nil {
		return err
	}
	defer func() { err = joined(err, store.below.Close()) }()
	bodies, err := newDraft(b.File)
	if err != nil {
		return err
	}
	defer bodies.drop()
	keys, err := newDraft(name)
	if err != nil {
		return err
	}
	defer keys.drop()
	s, err := backup.Write(ctx, store.below, bodies, keys, backup.WriteOptions{})
	if err != nil {
		return err
	}
	if s.Documents == 0 {
		return errors.New("there is nobody in this store, so nothing was written: is it the right one?")
	}
	if s.Sealed {
		if err := keys.keep(); err != nil {
			return err
		}
	}
	if err := bodies.keep(); err != nil {
		return err
	}
	fmt.Fprintf(p.stdout, "Backup %s: %d people, %d sessions, in %s.\n", s.ID, s.Documents, s.Records, b.File)
	if s.Sealed {
		fmt.Fprintf(p.stdout, "Its keys are in %s. Keep only the newest of these, apart from the backups.\n", keys.name)
	} else {
		fmt.Fprintln(p.stdout, "It is not sealed: whoever has the file can read it.")
	}
	if s.Broken > 0 {
		return fmt.Errorf("%d documents cannot be read and are not in it: keep the older backups", s.Broken)
	}
	return nil
}

// mayReplace refuses a file of keys whose name would destroy something: the
// backup itself, or what is no file of keys.
func mayReplace(file, keys string) error {
	if filepath.Clean(file) == filepath.Clean(keys) {
		return usageError("the backup and its keys need two names: write another one.")
	}
	there, err := os.Open(keys)
	if err != nil {
		return nil // nothing is there, or newDraft says why it cannot be
	}
	defer there.Close()
	if !backup.AreKeys(there) {
		return usageError(fmt.Sprintf("%s is there already, and no file of keys: name another one with --keys.", keys))
	}
	return nil
}

// restoreCommand is `unknot restore`.
type restoreCommand struct {
	File string `arg:"" help:"File that unknot backup wrote."`
	Keys string `placeholder:"FILE" help:"The newest file of keys. Default: unknot.keys beside the file."`

	SkipLocked bool `help:"Leave out who is sealed with a key that UNKNOT_KEY does not hold, instead of restoring nobody."`
}

// Run reads a backup into an empty store of either kind. People get no message
// that was meant for an earlier time.
func (r *restoreCommand) Run(ctx context.Context, p process, c config) (err error) {
	in, err := os.Open(r.File)
	if err != nil {
		return usageError(fmt.Sprintf("the backup cannot be read: %v", err))
	}
	defer in.Close()
	var keys io.ReadSeeker
	if file, err := os.Open(keysBeside(r.File, r.Keys)); err == nil {
		defer file.Close()
		keys = file
	} else if r.Keys != "" || !errors.Is(err, fs.ErrNotExist) {
		return usageError(fmt.Sprintf("the file of keys cannot be read: %v", err))
	}
	library, err := loadLibrary(c)
	if err != nil {
		return err
	}
	store, err := openBelow(ctx, c, newLog(c, p.stderr), alone)
	if err != nil {
		return err
	}
	defer func() { err = joined(err, store.below.Close()) }()
	s, err := backup.Restore(ctx, in, keys, store.below, backup.Options{
		Ring: store.ring, SkipLocked: r.SkipLocked, Revive: backup.Revive(c.decider(library), time.Now()),
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(p.stdout, "Restored: %d people, %d sessions.\n", s.Documents, s.Records)
	if s.LeftOut > 0 {
		fmt.Fprintf(p.stdout, "%d were erased after this backup and are left out.\n", s.LeftOut)
	}
	if s.Locked > 0 {
		fmt.Fprintf(p.stdout, "%d cannot be opened with the keys given and are left out.\n", s.Locked)
	}
	if s.Broken > 0 {
		return fmt.Errorf("%d sessions cannot be read and are left out", s.Broken)
	}
	return nil
}

// draft is a file that has its name only once it is whole.
type draft struct {
	*os.File
	name string
	kept bool
}

func newDraft(name string) (*draft, error) {
	file, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+"-*")
	if err != nil {
		return nil, usageError(fmt.Sprintf("a file cannot be written there: %v", err))
	}
	return &draft{File: file, name: name}, nil
}

// keep writes it to disk and gives it its name.
func (d *draft) keep() error {
	if err := joined(d.Sync(), d.Close()); err != nil {
		return fmt.Errorf("write %s: %w", d.name, err)
	}
	if err := os.Rename(d.File.Name(), d.name); err != nil {
		return fmt.Errorf("name the file: %w", err)
	}
	d.kept = true
	return nil
}

// drop takes it away, if it was not kept.
func (d *draft) drop() {
	if !d.kept {
		_ = d.Close()
		_ = os.Remove(d.File.Name())
	}
}
