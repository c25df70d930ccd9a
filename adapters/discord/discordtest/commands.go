package discordtest

import "encoding/json"

// Commands returns the commands that the bot registered, as it wrote them.
func (s *Server) Commands() json.RawMessage {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.commands
}

// overwrite keeps the commands as Discord does: with a number and a version,
// and with all that was left out.
func (s *Server) overwrite(body json.RawMessage) (any, *refusal) {
	var all []json.RawMessage
	if json.Unmarshal(body, &all) != nil || len(all) > 100 {
		return nil, invalid("commands")
	}
	s.commands = body
	return body, nil
}
