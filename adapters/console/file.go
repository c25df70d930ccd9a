package console

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"

	"unknot/bot"
)

// mostCopies is how many files of one name are kept side by side.
const mostCopies = 1000

// save puts a file into the folder, readable by nobody else, and returns it under
// the name that it got there. One that is there is never written over. What cannot
// be saved is left out of the message, which says everything without it, and
// logged without its content.
func (c *Console) save(ctx context.Context, file *bot.File) *bot.File {
	if file == nil || c.o.Folder == "" {
		return nil
	}
	saved := *file
	for n := 1; n <= mostCopies; n++ {
		saved.Name = copyName(file.Name, n)
		err := create(filepath.Join(c.o.Folder, saved.Name), file.Data)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			c.log.ErrorContext(ctx, "a file could not be saved", slog.String("error", reason(err)))
			return nil
		}
		return &saved
	}
	c.log.ErrorContext(ctx, "a file could not be saved: there are too many of its name")
	return nil
}

// reason is an error of the file system without the path.
func reason(err error) string {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err.Error()
	}
	return fmt.Sprintf("error of type %T", err)
}

// copyName names the n-th file of a name: "week.png", "week-2.png". A name never
// leads out of the folder.
func copyName(name string, n int) string {
	name = filepath.Base(filepath.Clean("/" + clean(name)))
	if n == 1 {
		return name
	}
	extension := filepath.Ext(name)
	return fmt.Sprintf("%s-%d%s", strings.TrimSuffix(name, extension), n, extension)
}

func create(path string, data []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	if _, err := f.Write(data); err != nil {
		return errors.Join(err, f.Close(), os.Remove(path))
	}
	return f.Close()
}
