package discordtest

import (
	"encoding/json"
	"time"
)

// Heartbeat sets how often the client says that it lives. For connections from
// now on.
func (s *Server) Heartbeat(every time.Duration) {
	s.line.mu.Lock()
	defer s.line.mu.Unlock()
	s.line.beat = every
}

// Drop cuts all connections.
func (s *Server) Drop() {
	for _, c := range s.connections() {
		_ = c.UnderlyingConn().Close()
	}
}

// Close closes all connections with a code.
func (s *Server) Close(code int) {
	for _, c := range s.connections() {
		c.close(code)
	}
}

// Reconnect tells the client to connect again.
func (s *Server) Reconnect() {
	for _, c := range s.connections() {
		_ = c.write(packet{Op: opReconnect})
	}
}

// Invalidate tells the client that its session is not good any more.
func (s *Server) Invalidate() {
	for _, c := range s.connections() {
		_ = c.write(packet{Op: opInvalid, Data: json.RawMessage("false")})
	}
}

// AskHeartbeat asks for a heartbeat at once.
func (s *Server) AskHeartbeat() {
	for _, c := range s.connections() {
		_ = c.write(packet{Op: opHeartbeat})
	}
}

func (s *Server) connections() []*conn {
	s.line.mu.Lock()
	defer s.line.mu.Unlock()
	var all []*conn
	for c := range s.line.conns {
		all = append(all, c)
	}
	return all
}

// RefuseNext closes the next connections with these codes, once they say who
// they are.
func (s *Server) RefuseNext(codes ...int) {
	s.line.mu.Lock()
	defer s.line.mu.Unlock()
	s.line.refusing = append(s.line.refusing, codes...)
}

// ReconnectNext tells the next connection to connect again, in place of
// letting it in.
func (s *Server) ReconnectNext() { s.answerNext(packet{Op: opReconnect}) }

// InvalidateNext tells the next connection that its session is not good, in
// place of letting it in.
func (s *Server) InvalidateNext() {
	s.answerNext(packet{Op: opInvalid, Data: json.RawMessage("false")})
}

func (s *Server) answerNext(p packet) {
	s.line.mu.Lock()
	defer s.line.mu.Unlock()
	s.line.instead = append(s.line.instead, p)
}

// Deaf says whether heartbeats stay without an answer.
func (s *Server) Deaf(deaf bool) {
	s.line.mu.Lock()
	defer s.line.mu.Unlock()
	s.line.deaf = deaf
}

// Mute says whether connections are taken and then nothing is said.
func (s *Server) Mute(mute bool) {
	s.line.mu.Lock()
	defer s.line.mu.Unlock()
	s.line.mute = mute
}

// Absent says whether the gateway is out of reach.
func (s *Server) Absent(absent bool) {
	s.line.mu.Lock()
	defer s.line.mu.Unlock()
	s.line.absent = absent
}

// Exhaust lets no more connections be begun for an hour.
func (s *Server) Exhaust() {
	s.line.mu.Lock()
	defer s.line.mu.Unlock()
	s.line.remaining = 0
}

// Beginnings returns how often a session was begun anew, and how often taken
// up again.
func (s *Server) Beginnings() (identified, resumed int) {
	s.line.mu.Lock()
	defer s.line.mu.Unlock()
	return s.line.identified, s.line.resumed
}

// Identity is what the client said of itself when it began last.
func (s *Server) Identity() string {
	s.line.mu.Lock()
	defer s.line.mu.Unlock()
	return string(s.line.identity)
}
