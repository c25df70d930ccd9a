package boltstore

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"syscall"
)

// maxSocketPath is the longest path in bytes that every system takes for a
// socket: macOS and the BSDs keep 104 bytes with a zero at the end, Linux 108.
const maxSocketPath = 103

// SocketPath returns where the process that serves a data file listens: a
// socket beside it.
func SocketPath(dataFile string) string { return dataFile + ".sock" }

// checkSocketPath refuses a path that the system would refuse with nothing but
// "invalid argument".
func checkSocketPath(path string) error {
	if len(path) > maxSocketPath {
		return fmt.Errorf("the path of the socket, %s, has %d bytes, and a system takes at most %d: set UNKNOT_DATA to a folder with a shorter path",
			path, len(path), maxSocketPath)
	}
	return nil
}

// bind opens a socket at path that nobody but this user could ever reach, not
// even between making it and setting its mode: it is made in a folder of its
// own and moved to its place. That also replaces the socket of a process that
// died, in one step.
func bind(path string) (*net.UnixListener, error) {
	for _, check := range []func(string) error{checkSocketPath, checkSocketFolder, checkNotAlive} {
		if err := check(path); err != nil {
			return nil, err
		}
	}
	private, err := os.MkdirTemp(filepath.Dir(path), ".s") // 0700
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(private)
	made := filepath.Join(private, "s")
	socket, err := net.ListenUnix("unix", &net.UnixAddr{Name: made, Net: "unix"})
	if err != nil {
		return nil, err
	}
	socket.SetUnlinkOnClose(false) // it would remove the name that it was made under
	if err := errors.Join(os.Chmod(made, 0o600), os.Rename(made, path)); err != nil {
		return nil, errors.Join(err, socket.Close())
	}
	return socket, nil
}

// checkSocketFolder creates the folder of a socket, and refuses one where
// others may put a socket of their own in the place of ours.
func checkSocketFolder(path string) error {
	folder := filepath.Dir(path)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	info, err := os.Stat(folder)
	if err != nil {
		return err
	}
	if info.Mode().Perm()&0o022 != 0 {
		return fmt.Errorf("other users may write in the folder %s (mode %04o): chmod it to 0700", folder, info.Mode().Perm())
	}
	return nil
}

// checkNotAlive refuses a path where somebody listens, or where something
// other than a socket lies.
func checkNotAlive(path string) error {
	info, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if info.Mode().Type() != fs.ModeSocket {
		return fmt.Errorf("%s is in the way of the socket: move it elsewhere", path)
	}
	conn, err := net.Dial("unix", path)
	switch {
	case err == nil:
		return errors.Join(ErrListening, conn.Close())
	case errors.Is(err, syscall.ECONNREFUSED), errors.Is(err, fs.ErrNotExist):
		return nil // its process is dead
	default:
		return err
	}
}
