package boltstore

import (
	"errors"
	"fmt"
	"net"
	"os"
	"syscall"
)

// checkPeer refuses a process of another user. The mode of the socket keeps
// those out already; this holds as well when somebody changed the mode.
func checkPeer(conn *net.UnixConn) error {
	raw, err := conn.SyscallConn()
	if err != nil {
		return err
	}
	var (
		peer    *syscall.Ucred
		sockErr error
	)
	err = raw.Control(func(fd uintptr) {
		peer, sockErr = syscall.GetsockoptUcred(int(fd), syscall.SOL_SOCKET, syscall.SO_PEERCRED)
	})
	if err := errors.Join(err, sockErr); err != nil {
		return err
	}
	if !mayAsk(int(peer.Uid), os.Geteuid()) {
		return fmt.Errorf("the store is for its own user, and this is user %d", peer.Uid)
	}
	return nil
}
