/**
 * The rights of a Redis user, as a script asks for them before its first write: Redis stops a script at a command that
 * its user may not run, and what was written before it stays. So a right that is taken away while servers run never
 * leaves half a batch. Redis before 7 cannot be asked.
 */
export const MAY = `
local function mayNot(wishes)
  if not redis.acl_check_cmd then return nil end
  for _, wish in ipairs(wishes) do
    if not redis.acl_check_cmd(unpack(wish)) then return redis.error_reply('NOPERM this user may not run ' .. wish[1]) end
  end
end
`;
